repository=$DOCKER_USERNAME/myalpine
images=$(docker image ls --no-trunc --format '{{.Repository}}:{{.Tag}} {{.ID}}' 2>/dev/null)
missing=
ids=
for tag in 1.0 1.0.0 latest; do
  if id=$(grep -F "$repository:$tag " <<<"$images" | grep "^$repository:$tag "); then
    ids="$ids${id##* }"$'\n'
  else
    missing="$missing, $tag"
  fi
done
if [ -z "$ids" ]; then
  if grep -qE '^myalpine:' <<<"$images"; then
    echo "The names myalpine:… have no user name in front, so they cannot go to your account. They begin with $repository."
  else
    echo "No image is called $repository yet, with any of the three tags."
  fi
  exit 1
fi
if [ -n "$missing" ]; then
  echo "The repository $repository is there. Still missing is ${missing#, }."
  exit 1
fi
if [ "$(sort -u <<<"${ids%$'\n'}" | wc -l)" -ne 1 ]; then
  echo 'All three names are there, but they are not all the same image. Tag the one image again with each of them.'
  exit 1
fi
