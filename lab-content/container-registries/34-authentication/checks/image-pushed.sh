if ! catalog=$(curl -fsS --max-time 3 -u admin:secretpassword http://localhost:5000/v2/_catalog 2>/dev/null); then
  echo 'The registry does not answer to admin. Does the container auth-registry still run?'
  exit 1
fi
jq -e '.repositories | index("alpine")' <<<"$catalog" >/dev/null 2>&1 && exit 0
if ! jq -e '.auths["localhost:5000"]' "${HOME:-/root}/.docker/config.json" >/dev/null 2>&1; then
  echo 'You are not logged in to localhost:5000 any more, so a push is refused.'
  exit 1
fi
if docker image inspect localhost:5000/alpine:latest >/dev/null 2>&1; then
  echo 'The name localhost:5000/alpine:latest is there, but the registry does not have it. Push it.'
else
  echo 'The registry has no repository alpine. First give alpine the name localhost:5000/alpine:latest, then push that.'
fi
exit 1
