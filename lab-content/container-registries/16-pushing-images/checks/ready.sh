if ! docker image inspect alpine:latest >/dev/null 2>&1; then
  echo 'There is no image alpine:latest on node1 yet. Pull it.'
  exit 1
fi
config=${HOME:-/root}/.docker/config.json
if ! jq -e '.auths["https://index.docker.io/v1/"].auth' "$config" >/dev/null 2>&1; then
  echo 'alpine is there, but you are not logged in to Docker Hub.'
  exit 1
fi
