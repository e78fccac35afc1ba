if ! docker version >/dev/null 2>&1; then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
state=$(docker container inspect --format '{{.State.Status}}' registry 2>/dev/null) || exit 0

# A container registry is here now. It may be the second one already: the Engine remembers what it removed.
if docker events --since 0 --until "$(date +%s.%N)" --format '{{json .}}' |
  jq -es '
    (map(.Type == "image" and .Action == "push" and .Actor.ID == "localhost:5000/nginx:alpine") | rindex(true)) as $push
    | $push != null and any(.[$push:][]; .Action == "destroy" and .Actor.Attributes.name == "registry")
  ' >/dev/null 2>&1; then
  exit 0
fi
if [ "$state" = running ]; then
  echo 'The container registry still runs. Remove it, although it runs: docker container rm -f registry'
else
  echo "The container registry is stopped, but still exists ($state). Remove it: docker container rm -f registry"
fi
exit 1
