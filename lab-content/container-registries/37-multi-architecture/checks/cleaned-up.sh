if ! docker version >/dev/null 2>&1; then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
if [ -e "${BUILDX_CONFIG:-${DOCKER_CONFIG:-$HOME/.docker}/buildx}/instances/multiarch" ]; then
  echo 'The builder multiarch is still there. Remove it with: docker buildx rm multiarch'
  exit 1
fi
if docker container inspect buildx_buildkit_multiarch0 >/dev/null 2>&1; then
  echo 'The builder is gone, but its container is still there: docker container rm -f buildx_buildkit_multiarch0'
  exit 1
fi
if [ -e ~/lab/multiarch ]; then
  echo 'The folder ~/lab/multiarch is still there. Leave it with cd, then remove it.'
  exit 1
fi
if jq -e '.auths["https://index.docker.io/v1/"]' "${DOCKER_CONFIG:-$HOME/.docker}/config.json" >/dev/null 2>&1; then
  echo 'Your password for Docker Hub is still stored on node1. Remove it with: docker logout'
  exit 1
fi
