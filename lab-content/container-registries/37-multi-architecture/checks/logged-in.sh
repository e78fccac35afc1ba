file=${DOCKER_CONFIG:-$HOME/.docker}/config.json
registries=$(jq -r '.auths // {} | keys[]' "$file" 2>/dev/null)
if ! grep -qx 'https://index.docker.io/v1/' <<<"$registries"; then
  if [ -n "$registries" ]; then
    echo "You are logged in to $(paste -sd ' ' <<<"$registries"), not to Docker Hub. Leave the registry's name out."
  else
    echo 'You are not logged in to any registry. Did the login end with "Login Succeeded"?'
  fi
  exit 1
fi
user=$(jq -r '.auths["https://index.docker.io/v1/"].auth // ""' "$file" | base64 -d 2>/dev/null | cut -d: -f1)
if [ -n "$user" ] && [ "$user" != "$DRYDOCK_USERNAME" ]; then
  echo "You are logged in to Docker Hub as $user. The names of this chapter begin with $DRYDOCK_USERNAME."
  exit 1
fi
