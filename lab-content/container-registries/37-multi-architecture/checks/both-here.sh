name=$DRYDOCK_USERNAME/multiarch
if ! docker version >/dev/null 2>&1; then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
# The tag goes to the image that was pulled last; the other one stays, without a tag.
ids=$(docker image ls --quiet --no-trunc "$name")
if [ -z "$ids" ]; then
  echo "There is no image $name on node1. Run it once for each platform."
  exit 1
fi
here=$(docker image inspect --format '{{.Architecture}}' $ids 2>/dev/null | sort -u | paste -sd ' ')
case $here in
  'amd64 arm64') ;;
  *)
    echo "There are two images to run, and so far only that for linux/$here is here. Run the other one, with --platform."
    exit 1
    ;;
esac
