repository=$DOCKER_USERNAME/mycurl
if ! image=$(docker image inspect --format '{{.Id}}' mycurl:latest 2>/dev/null); then
  echo 'The image mycurl is gone. Build it again.'
  exit 1
fi
missing=
for tag in 1.0 latest; do
  if ! id=$(docker image inspect --format '{{.Id}}' "$repository:$tag" 2>/dev/null); then
    missing="$missing $tag"
  elif [ "$id" != "$image" ]; then
    echo "$repository:$tag is there, but it is not your image mycurl. Tag mycurl again."
    exit 1
  fi
done
case $missing in
  '') exit 0 ;;
  ' 1.0 latest')
    if docker image inspect mycurl:1.0 >/dev/null 2>&1; then
      echo "mycurl:1.0 has no user name in front, so it cannot go to your account. The name is $repository:1.0."
    else
      echo "No image is called $repository:1.0 or $repository:latest yet."
    fi ;;
  *) echo "The tag${missing} is missing in $repository. The other one is there." ;;
esac
exit 1
