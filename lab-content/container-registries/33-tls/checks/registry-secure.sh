cert=${HOME:-/root}/lab/certs/domain.crt
if curl -fsS --max-time 3 -o /dev/null --cacert "$cert" https://localhost:5000/v2/ 2>/dev/null; then
  exit 0
fi
if ! state=$(docker container inspect --format '{{.State.Status}}' secure-registry 2>/dev/null); then
  other=$(docker container ls --filter publish=5000 --format '{{.Names}}' | head -n 1)
  if [ -n "$other" ]; then
    echo "Port 5000 belongs to a container called $other. Remove that one first."
  else
    echo 'There is no container called secure-registry yet.'
  fi
  exit 1
fi
if [ "$state" != running ]; then
  reason=$(docker container logs --tail 5 secure-registry 2>&1 | grep -o 'open [^ ]*: .*' | tail -n 1 | tr -d '"')
  echo "The container secure-registry does not run ($state). ${reason:-Look at: docker container logs secure-registry}"
  exit 1
fi
if curl -fsS --max-time 3 -o /dev/null http://localhost:5000/v2/ 2>/dev/null; then
  echo 'The registry answers by plain HTTP: the variables REGISTRY_HTTP_TLS_CERTIFICATE and …_KEY are missing.'
  exit 1
fi
if curl -fsSk --max-time 3 -o /dev/null https://localhost:5000/v2/ 2>/dev/null; then
  echo 'The registry serves another certificate than ~/lab/certs/domain.crt. Was that made anew? Then restart the container.'
  exit 1
fi
echo 'The container secure-registry runs, but does not answer on port 5000. Was it started with -p 5000:5000?'
exit 1
