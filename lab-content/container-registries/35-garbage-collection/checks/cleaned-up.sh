if ! docker version >/dev/null 2>&1; then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
if docker container inspect gc-registry >/dev/null 2>&1; then
  echo 'The container gc-registry is still there. Remove it with: docker container rm -f gc-registry'
  exit 1
fi
if docker volume inspect gc-test >/dev/null 2>&1; then
  echo 'The volume gc-test is still there. Remove it with: docker volume rm gc-test'
  exit 1
fi
if docker image inspect localhost:5000/test:1 >/dev/null 2>&1; then
  echo 'The name localhost:5000/test:1 is still on node1. Remove it with docker image rm.'
  exit 1
fi
