name=localhost:5000/nginx:alpine
if ! docker container port registry 5000/tcp 2>/dev/null | grep -q ':5000$'; then
  echo 'Your registry does not run any more, so nothing can be pushed to it. Start it again.'
  exit 1
fi
if ! catalog=$(curl -fsS --max-time 3 http://localhost:5000/v2/_catalog 2>/dev/null); then
  echo 'Nothing answers on port 5000. Look at: docker container logs registry'
  exit 1
fi
if ! jq -e '.repositories | index("nginx")' <<<"$catalog" >/dev/null 2>&1; then
  if docker image inspect "$name" >/dev/null 2>&1; then
    echo "Port 5000 answers, but has no repository nginx. The name $name is there: did the push fail?"
  else
    echo "Port 5000 answers, but has no repository nginx. First tag nginx:alpine as $name, then push that name."
  fi
  exit 1
fi
tags=$(curl -fsS --max-time 3 http://localhost:5000/v2/nginx/tags/list 2>/dev/null | jq -r '.tags // [] | .[]' 2>/dev/null)
if ! grep -qx alpine <<<"$tags"; then
  echo "The repository nginx is there, but has no tag alpine. Its tags are: ${tags:-none}." | paste -sd ' '
  exit 1
fi
data=$(docker volume inspect --format '{{.Mountpoint}}' registry-data 2>/dev/null)
if [ ! -d "$data/docker/registry/v2/repositories/nginx" ]; then
  echo 'The registry has nginx:alpine, but not in the volume registry-data. Start it again with that volume, and push.'
  exit 1
fi
