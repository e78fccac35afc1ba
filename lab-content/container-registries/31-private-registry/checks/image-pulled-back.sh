name=localhost:5000/myalpine:1.0
if digest=$(docker image inspect --format '{{join .RepoDigests "\n"}}' "$name" 2>/dev/null | grep '^localhost:5000/myalpine@'); then
  [ -n "$digest" ] && exit 0
fi
if ! curl -fsS --max-time 3 -o /dev/null http://localhost:5000/v2/ 2>/dev/null; then
  echo 'Nothing answers on port 5000, so there is nowhere to pull from. Is your registry still running?'
  exit 1
fi
if docker image inspect "$name" >/dev/null 2>&1; then
  echo "The name $name is back, but it was tagged here and not pulled. Remove it and pull it."
  exit 1
fi
echo "The image $name is not back on node1 yet. Pull it from your registry."
exit 1
