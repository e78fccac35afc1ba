if ! docker version >/dev/null 2>&1; then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
if docker container inspect auth-registry >/dev/null 2>&1; then
  echo 'The container auth-registry is still there. Remove it with: docker container rm -f auth-registry'
  exit 1
fi
if jq -e '.auths["localhost:5000"]' "${HOME:-/root}/.docker/config.json" >/dev/null 2>&1; then
  echo 'The password for localhost:5000 is still in ~/.docker/config.json. Take it out with: docker logout localhost:5000'
  exit 1
fi
if [ -e "${HOME:-/root}/lab/auth" ]; then
  echo 'The folder ~/lab/auth is still there.'
  exit 1
fi
if docker image inspect localhost:5000/alpine:latest >/dev/null 2>&1; then
  echo 'The name localhost:5000/alpine:latest is still on node1. Remove it with docker image rm.'
  exit 1
fi
