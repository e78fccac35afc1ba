folder=${BUILDX_CONFIG:-${DOCKER_CONFIG:-$HOME/.docker}/buildx}
if ! docker version >/dev/null 2>&1; then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
if [ ! -e "$folder/instances/multiarch" ]; then
  others=$(ls "$folder/instances" 2>/dev/null | paste -sd ' ')
  if [ -n "$others" ]; then
    echo "There is no builder called multiarch. These are there: $others"
  else
    echo 'There is no builder called multiarch yet.'
  fi
  exit 1
fi
if [ "$(jq -r .Name "$folder/current" 2>/dev/null)" != multiarch ]; then
  echo 'The builder multiarch is there, but is not the one in use. Choose it with: docker buildx use multiarch'
  exit 1
fi
if ! state=$(docker container inspect --format '{{.State.Status}}' buildx_buildkit_multiarch0 2>/dev/null); then
  echo 'The builder multiarch is written down, but has not been started yet. --bootstrap does that.'
  exit 1
fi
if [ "$state" != running ]; then
  echo "The container of the builder multiarch does not run ($state). Start it with: docker buildx inspect --bootstrap"
  exit 1
fi
