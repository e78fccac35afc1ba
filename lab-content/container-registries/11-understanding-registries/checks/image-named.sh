name=localhost:5000/team/web:dev
if ! image=$(docker image inspect --format '{{.Id}}' "$name" 2>/dev/null); then
  near=$(docker image ls --format '{{.Repository}}:{{.Tag}}' | grep -E '(^|/)(team|web)[/:]' | head -n 1)
  if [ -n "$near" ]; then
    echo "There is an image $near, which is close. The name that is wanted is $name."
  else
    echo "No image is called $name yet."
  fi
  exit 1
fi
if [ "$image" != "$(docker image inspect --format '{{.Id}}' alpine:latest 2>/dev/null)" ]; then
  echo "$name is there, but it is not the image alpine:latest. Tag alpine again."
  exit 1
fi
