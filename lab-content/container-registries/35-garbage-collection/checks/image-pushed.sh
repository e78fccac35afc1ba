if ! tags=$(curl -sS --max-time 3 http://localhost:5000/v2/test/tags/list 2>/dev/null); then
  echo 'Nothing answers on port 5000. Does the container gc-registry run?'
  exit 1
fi
jq -e '.tags // [] | index("1")' <<<"$tags" >/dev/null 2>&1 && exit 0
if docker image inspect localhost:5000/test:1 >/dev/null 2>&1; then
  echo 'The name localhost:5000/test:1 is there, but the registry does not have it. Push it.'
else
  echo 'The registry has no test:1. First give alpine the name localhost:5000/test:1, then push that.'
fi
exit 1
