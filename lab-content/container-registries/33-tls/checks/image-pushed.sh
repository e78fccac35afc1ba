state=$(docker container inspect --format '{{.State.Status}}' secure-registry 2>/dev/null)
if [ "$state" != running ]; then
  echo 'The registry ended when the Engine was restarted. Start it again with: docker container start secure-registry'
  exit 1
fi
cert=${HOME:-/root}/lab/certs/domain.crt
if ! catalog=$(curl -fsS --max-time 3 --cacert "$cert" https://localhost:5000/v2/_catalog 2>/dev/null); then
  echo 'The registry does not answer by HTTPS with your certificate. Look at: docker container logs secure-registry'
  exit 1
fi
if ! jq -e '.repositories | index("alpine")' <<<"$catalog" >/dev/null 2>&1; then
  if docker image inspect localhost:5000/alpine:latest >/dev/null 2>&1; then
    echo 'The name localhost:5000/alpine:latest is there, but the registry does not have it. Push it.'
  else
    echo 'The registry has no repository alpine. First give alpine the name localhost:5000/alpine:latest, then push that.'
  fi
  exit 1
fi
