name=localhost:5000/myalpine:1.0
if ! docker container port registry 5000/tcp 2>/dev/null | grep -q ':5000$'; then
  echo 'Your registry does not run any more, so nothing can be pushed to it. Start it again.'
  exit 1
fi
if ! catalog=$(curl -fsS --max-time 3 http://localhost:5000/v2/_catalog 2>/dev/null); then
  echo 'Nothing answers on port 5000. Look at: docker container logs registry'
  exit 1
fi
if ! jq -e '.repositories | index("myalpine")' <<<"$catalog" >/dev/null 2>&1; then
  if docker image inspect "$name" >/dev/null 2>&1; then
    echo "Port 5000 answers, but has no repository myalpine. The name $name is there: did the push fail?"
  else
    echo "Port 5000 answers, but has no repository myalpine. First tag alpine as $name, then push that name."
  fi
  exit 1
fi
manifest=http://localhost:5000/v2/myalpine/manifests/1.0
types='application/vnd.docker.distribution.manifest.v2+json, application/vnd.docker.distribution.manifest.list.v2+json, application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json'
if ! curl -fsS --max-time 3 -o /dev/null -H "Accept: $types" "$manifest" 2>/dev/null; then
  tags=$(curl -fsS --max-time 3 http://localhost:5000/v2/myalpine/tags/list 2>/dev/null | jq -r '.tags // [] | join(", ")')
  echo "The repository myalpine is there, but has no tag 1.0. Its tags are: ${tags:-none}."
  exit 1
fi
