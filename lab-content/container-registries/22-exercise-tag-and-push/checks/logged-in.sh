config=${HOME:-/root}/.docker/config.json
auth=$(jq -r '.auths["https://index.docker.io/v1/"].auth // empty' "$config" 2>/dev/null)
if [ -z "$auth" ]; then
  others=$(jq -r '.auths // {} | keys | join(", ")' "$config" 2>/dev/null)
  if [ -n "$others" ]; then
    echo "You are logged in to $others, not to Docker Hub. For Docker Hub, name no registry."
  else
    echo 'You are not logged in to Docker Hub. If docker login said unauthorized, check the name and the password.'
  fi
  exit 1
fi
user=$(base64 -d <<<"$auth" 2>/dev/null | cut -d: -f1)
if [ -n "$DOCKER_USERNAME" ] && [ "$user" != "$DOCKER_USERNAME" ]; then
  echo "You are logged in as $user. Your account in this lab is $DOCKER_USERNAME."
  exit 1
fi
