config=${HOME:-/root}/.docker/config.json
if jq -e '.auths["gcr.io"].auth // .credHelpers["gcr.io"]' "$config" >/dev/null 2>&1; then exit 0; fi
near=$(jq -r '.auths // {} | keys[] | select(endswith(".gcr.io"))' "$config" 2>/dev/null | head -n 1)
if [ -n "$near" ]; then
  echo "You are logged in to $near, which is a registry of its own. The one that is wanted is gcr.io."
else
  echo 'config.json holds no login for gcr.io. If docker login said denied or unauthorized, check name and password.'
fi
exit 1
