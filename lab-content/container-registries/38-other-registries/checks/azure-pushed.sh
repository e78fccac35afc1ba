host=$ACR_NAME.azurecr.io
image=$host/myapp:1.0
docker manifest inspect "$image" >/dev/null 2>&1 && exit 0
config=${HOME:-/root}/.docker/config.json
if ! jq -e --arg host "$host" '.auths[$host] // .credHelpers[$host]' "$config" >/dev/null 2>&1; then
  echo "You are not logged in to $host, so a push is refused."
  exit 1
fi
if docker image inspect "$image" >/dev/null 2>&1; then
  echo "The name $image is there, but the registry does not have it. Push it."
else
  echo "The registry has no $image. First give myapp that name, then push it."
fi
exit 1
