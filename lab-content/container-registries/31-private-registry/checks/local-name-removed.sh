name=localhost:5000/myalpine:1.0
if ! docker version >/dev/null 2>&1; then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
image=$(docker image inspect --format '{{.Id}}' "$name" 2>/dev/null) || exit 0

# It is here now. It may have been removed and pulled again between two looks: the Engine remembers what happened.
# An "untag" tells which image lost a name, not which name; so it counts only after the push of this one.
if docker events --since 0 --until "$(date +%s.%N)" --filter type=image --format '{{json .}}' |
  jq -es --arg name "$name" --arg image "$image" '
    (map(.Action == "push" and .Actor.ID == $name) | rindex(true)) as $push
    | $push != null and any(.[$push:][]; .Action == "untag" and .Actor.ID == $image)
  ' >/dev/null 2>&1; then
  exit 0
fi
echo "The name $name is still on node1. Remove it with docker image rm, and leave it in the registry."
exit 1
