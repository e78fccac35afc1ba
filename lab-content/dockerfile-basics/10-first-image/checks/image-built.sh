if ! docker version >/dev/null 2>&1; then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
docker image inspect lab-hello >/dev/null 2>&1 && exit 0
if [ -n "$(docker image ls --filter dangling=true --quiet)" ]; then
  echo 'An image was built, but has no name. Give it one with -t lab-hello.'
else
  echo 'There is no image lab-hello yet.'
fi
exit 1
