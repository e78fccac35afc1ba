if ! names=$(docker image ls --format '{{.Repository}}:{{.Tag}}' 2>/dev/null); then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
if left=$(grep -m 1 -E '^(mycurl:latest|localhost:5000/.*)$' <<<"$names"); then
  echo "The image $left is still there. Remove it with: docker image rm $left"
  exit 1
fi
for volume in registry-data gc-test; do
  if docker volume inspect "$volume" >/dev/null 2>&1; then
    echo "The volume $volume is still there. Does a container use it? Otherwise: docker volume rm $volume"
    exit 1
  fi
done
