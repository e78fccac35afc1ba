name=localhost:5000/myalpine:1.0
if ! docker version >/dev/null 2>&1; then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
if state=$(docker container inspect --format '{{.State.Status}}' registry 2>/dev/null); then
  echo "The container registry is still there ($state). Remove it with: docker container rm -f registry"
  exit 1
fi
if docker image inspect "$name" >/dev/null 2>&1; then
  echo "The registry is gone, but the name $name is still on node1. Remove it with docker image rm."
  exit 1
fi
