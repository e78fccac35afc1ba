config=${HOME:-/root}/.docker/config.json
left=$(jq -r '.auths // {} | keys | join(", ")' "$config" 2>/dev/null)
if [ -n "$left" ]; then
  echo "Still logged in to: $left. Log out of each by the name in this list; for Docker Hub, without a name."
  exit 1
fi
