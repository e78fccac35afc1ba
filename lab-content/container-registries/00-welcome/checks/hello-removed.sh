if ! containers=$(docker container ls --all --filter ancestor=hello-world --format '{{.Names}}' 2>/dev/null); then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
if docker container inspect lab-hello >/dev/null 2>&1; then
  echo 'The container lab-hello is still there: it has ended, but keeps its name. Remove it with docker container rm.'
  exit 1
fi
if docker image inspect hello-world >/dev/null 2>&1; then
  other=$(head -n 1 <<<"$containers")
  if [ -n "$other" ]; then
    echo "The image hello-world is still there, and the container $other was made from it. Remove that container first."
  else
    echo 'The container is gone, the image hello-world is still there. Remove it with docker image rm.'
  fi
  exit 1
fi
