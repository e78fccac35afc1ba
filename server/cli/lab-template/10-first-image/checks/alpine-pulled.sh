if ! names=$(docker image ls --format '{{.Repository}}:{{.Tag}}' 2>/dev/null); then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
grep -qx alpine:latest <<<"$names" && exit 0
if other=$(grep -m 1 '^alpine:' <<<"$names"); then
  echo "$other is here, but not alpine:latest. Leave the tag out, or write latest."
else
  echo 'The image alpine is not on node1 yet.'
fi
exit 1
