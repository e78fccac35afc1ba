config=${HOME:-/root}/.docker/config.json
if jq -e '.auths["https://index.docker.io/v1/"]' "$config" >/dev/null 2>&1; then
  echo 'config.json still holds the login for Docker Hub. It goes with docker logout, without a name after it.'
  exit 1
fi
