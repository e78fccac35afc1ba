if ! docker version >/dev/null 2>&1; then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
if state=$(docker container inspect --format '{{.State.Status}}' mirror 2>/dev/null); then
  echo "The container mirror is still there ($state). Remove it with: docker container rm -f -v mirror"
  exit 1
fi
