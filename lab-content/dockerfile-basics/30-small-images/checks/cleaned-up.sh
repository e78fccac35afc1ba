if ! names=$(docker image ls --format '{{.Repository}}:{{.Tag}}' 2>/dev/null); then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
if left=$(grep -m 1 -E '^lab-(hello|tool|staged):' <<<"$names"); then
  echo "$left is still on node1. Remove it with docker image rm."
  exit 1
fi
for folder in hello tool staged; do
  if [ -e "${HOME:-/root}/$folder" ]; then
    echo "The folder ~/$folder is still there."
    exit 1
  fi
done
