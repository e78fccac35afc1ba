if ! docker version >/dev/null 2>&1; then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
ids=
for tag in 3.18 3.19 edge; do
  if ! id=$(docker image inspect --format '{{.Id}}' "alpine:$tag" 2>/dev/null); then
    echo "alpine:$tag is missing. Pull all three: 3.18, 3.19 and edge."
    exit 1
  fi
  ids+="$id"$'\n'
done
if [ "$(sort -u <<<"${ids%$'\n'}" | wc -l)" -lt 3 ]; then
  echo 'Some of the three tags are one and the same image. Were they made here with docker image tag? Pull them.'
  exit 1
fi
