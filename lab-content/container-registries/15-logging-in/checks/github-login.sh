config=${HOME:-/root}/.docker/config.json
if jq -e '.auths["ghcr.io"].auth // .credHelpers["ghcr.io"]' "$config" >/dev/null 2>&1; then exit 0; fi
if jq -e '.auths["https://index.docker.io/v1/"].auth' "$config" >/dev/null 2>&1; then
  echo 'You are logged in to Docker Hub, not to ghcr.io. Name the registry: docker login ghcr.io'
else
  echo 'config.json holds no login for ghcr.io. If docker login said denied or unauthorized, check name and password.'
fi
exit 1
