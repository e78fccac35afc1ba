config=${HOME:-/root}/.docker/config.json
hosts=$(jq -r '.auths // {} | keys[]' "$config" 2>/dev/null)
if grep -qx 'localhost:5000' <<<"$hosts"; then
  login=$(jq -r '.auths["localhost:5000"].auth // ""' "$config" | base64 -d 2>/dev/null)
  status=$(curl -sS --max-time 3 -o /dev/null -w '%{http_code}' -u "$login" http://localhost:5000/v2/ 2>/dev/null)
  [ "$status" = 200 ] && exit 0
  if [ "$status" = 401 ]; then
    echo 'There is a login for localhost:5000, and the registry refuses it. Log in again, as admin.'
  else
    echo 'There is a login for localhost:5000, but the registry does not answer. Does auth-registry still run?'
  fi
  exit 1
fi
if grep -q 'index.docker.io' <<<"$hosts"; then
  echo 'You are logged in to Docker Hub, not to localhost:5000. Name the registry: docker login localhost:5000'
elif [ -n "$hosts" ]; then
  echo "You are logged in to $(paste -sd ' ' <<<"$hosts"), not to localhost:5000. The port is part of the name."
else
  echo 'You are not logged in to localhost:5000 yet.'
fi
exit 1
