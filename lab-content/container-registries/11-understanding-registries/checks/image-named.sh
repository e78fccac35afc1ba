name=localhost:5000/team/web:dev
if ! image=$(docker image inspect --format '{{.Id}}' "$name" 2>/dev/null); then
  near=$(docker image ls --format '{{.Repository}}:{{.Tag}}' | grep -E '(^|/)(team|web)[/:]' | head -n 1)
  case $near in
    '') echo "No image is called $name yet." ;;
    localhost:5000/team/web:*) echo "$near has the tag ${near##*:}. The tag that is wanted is dev." ;;
    team/web:* | web:*) echo "$near has no registry, so Docker takes it for Docker Hub. The name that is wanted is $name." ;;
    localhost:5000/web:*) echo "$near has no namespace between registry and repository. The name that is wanted is $name." ;;
    *) echo "There is an image $near, which is close. The name that is wanted is $name." ;;
  esac
  exit 1
fi
if [ "$image" != "$(docker image inspect --format '{{.Id}}' alpine:latest 2>/dev/null)" ]; then
  echo "$name is there, but it is not the image alpine:latest. Tag alpine again."
  exit 1
fi
