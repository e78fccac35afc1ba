if ! docker version >/dev/null 2>&1; then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
if state=$(docker container inspect --format '{{.State.Status}}' registry 2>/dev/null); then
  echo "The container registry is still there ($state), and the volume cannot go before it."
  exit 1
fi
if docker volume inspect registry-data >/dev/null 2>&1; then
  echo 'The volume registry-data is still there. Remove it with: docker volume rm registry-data'
  exit 1
fi
if docker image inspect localhost:5000/nginx:alpine >/dev/null 2>&1; then
  echo 'The name localhost:5000/nginx:alpine is still on node1. Remove it with docker image rm.'
  exit 1
fi
