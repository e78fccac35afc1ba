if ! docker version >/dev/null 2>&1; then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
missing=
ids=
for tag in 1.25.3 1.25 1; do
  if id=$(docker image inspect --format '{{.Id}}' "lab-web:$tag" 2>/dev/null); then
    ids+="$id"$'\n'
  else
    missing+=" $tag"
  fi
done
if [ -n "$missing" ]; then
  echo "Of the three tags of lab-web, these are missing:$missing"
  exit 1
fi
if [ "$(sort -u <<<"${ids%$'\n'}" | wc -l)" -gt 1 ]; then
  echo 'The three tags of lab-web do not lead to the same image. On the day of a release they do.'
  exit 1
fi
if [ "$(head -n 1 <<<"$ids")" != "$(docker image inspect --format '{{.Id}}' alpine:3.19 2>/dev/null)" ]; then
  echo 'The three tags are there, but they do not lead to alpine:3.19.'
  exit 1
fi
