if ! images=$(docker image ls --digests --format '{{.Repository}}:{{.Tag}} {{.Repository}}@{{.Digest}}' 2>/dev/null); then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
left=$(grep -E "^(nginx:|alpine:3\.1[89] |$DOCKER_USERNAME/base:)" <<<"$images" | head -n 1)
if [ -n "$left" ]; then
  name=${left%% *}
  case $name in
    *'<none>') echo "An image without a tag is still on node1: ${left##* }. Remove it by that name." ;;
    *) echo "$name is still on node1. Remove it with docker image rm." ;;
  esac
  exit 1
fi
if jq -e '.auths["https://index.docker.io/v1/"]' "${HOME:-/root}/.docker/config.json" >/dev/null 2>&1; then
  echo 'You are still logged in to Docker Hub.'
  exit 1
fi
