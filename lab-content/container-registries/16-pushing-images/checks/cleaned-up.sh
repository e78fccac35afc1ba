if ! names=$(docker image ls --format '{{.Repository}}:{{.Tag}}' 2>/dev/null); then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
left=$(grep -E "^($DOCKER_USERNAME/)?mycurl:" <<<"$names" | sort | head -n 1)
if [ -n "$left" ]; then
  echo "$left is still on node1. Remove it with docker image rm."
  exit 1
fi
if [ -d ~/lab/registry ]; then
  echo 'The folder ~/lab/registry is still there.'
  exit 1
fi
if jq -e '.auths["https://index.docker.io/v1/"]' "${HOME:-/root}/.docker/config.json" >/dev/null 2>&1; then
  echo 'You are still logged in to Docker Hub.'
  exit 1
fi
