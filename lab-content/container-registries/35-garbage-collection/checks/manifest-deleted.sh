if ! tags=$(curl -sS --max-time 3 http://localhost:5000/v2/test/tags/list 2>/dev/null); then
  echo 'Nothing answers on port 5000. Does the container gc-registry run?'
  exit 1
fi
if jq -e '.tags // [] | index("1")' <<<"$tags" >/dev/null 2>&1; then
  echo 'The registry still has test:1. Delete it by its digest: the API takes no tag there.'
  exit 1
fi
