if ! state=$(docker container inspect --format '{{.State.Status}}' registry 2>/dev/null); then
  other=$(docker container ls --filter publish=5000 --format '{{.Names}}' | head -n 1)
  if [ -n "$other" ]; then
    echo "Port 5000 belongs to a container called $other. Remove that one, and start yours with --name registry."
  else
    echo 'There is no container called registry. Start it with the volume registry-data.'
  fi
  exit 1
fi
if [ "$state" != running ]; then
  echo "The container registry exists, but does not run ($state). Look at: docker container logs registry"
  exit 1
fi
mounts() {
  docker container inspect --format "{{range .Mounts}}$1{{end}}" registry
}
elsewhere=$(mounts '{{if eq .Name "registry-data"}}{{if ne .Destination "/var/lib/registry"}}{{.Destination}}{{end}}{{end}}')
read -r type volume source < <(mounts '{{if eq .Destination "/var/lib/registry"}}{{.Type}} {{or .Name "-"}} {{.Source}}{{end}}')
if [ -n "$elsewhere" ]; then
  echo "The volume registry-data is at $elsewhere in the container. The registry stores in /var/lib/registry: mount it there."
  exit 1
fi
if [ "$type" = bind ]; then
  echo "The registry stores in the folder $source of node1, not in the volume. A name without a slash means a volume."
  exit 1
fi
if [ "$type" != volume ] || [[ $volume =~ ^[0-9a-f]{64}$ ]]; then
  echo 'The registry keeps its data in a volume without a name. Remove it, and add -v registry-data:/var/lib/registry.'
  exit 1
fi
if [ "$volume" != registry-data ]; then
  echo "The registry stores in the volume $volume, not in registry-data. Remove it, and correct the name after -v."
  exit 1
fi
if ! docker container port registry 5000/tcp 2>/dev/null | grep -q ':5000$'; then
  echo 'The container registry runs, but does not publish port 5000. Remove it, and start it with -p 5000:5000.'
  exit 1
fi
if ! curl -fsS --max-time 3 http://localhost:5000/v2/_catalog >/dev/null 2>&1; then
  echo 'The container registry runs, but does not answer as a registry on port 5000. Was it made from registry:2?'
  exit 1
fi
