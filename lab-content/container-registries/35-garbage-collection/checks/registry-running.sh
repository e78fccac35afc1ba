if ! state=$(docker container inspect --format '{{.State.Status}}' gc-registry 2>/dev/null); then
  other=$(docker container ls --filter publish=5000 --format '{{.Names}}' | head -n 1)
  if [ -n "$other" ]; then
    echo "Port 5000 belongs to a container called $other. Remove that one first."
  else
    echo 'There is no container called gc-registry yet.'
  fi
  exit 1
fi
if [ "$state" != running ]; then
  echo "The container gc-registry exists, but does not run ($state). Look at: docker container logs gc-registry"
  exit 1
fi
volume=$(docker container inspect --format '{{range .Mounts}}{{if eq .Destination "/var/lib/registry"}}{{.Name}}{{end}}{{end}}' gc-registry)
if [ "$volume" != gc-test ]; then
  echo 'The registry runs, but its data is not on the volume gc-test. Remove the container, and start it with -v.'
  exit 1
fi
if ! docker container inspect --format '{{join .Config.Env "\n"}}' gc-registry | grep -qx 'REGISTRY_STORAGE_DELETE_ENABLED=true'; then
  echo 'The registry runs, but does not allow deletions: REGISTRY_STORAGE_DELETE_ENABLED=true is missing.'
  exit 1
fi
if ! curl -fsS --max-time 3 -o /dev/null http://localhost:5000/v2/ 2>/dev/null; then
  echo 'The container gc-registry runs, but does not answer on port 5000. Was it started with -p 5000:5000?'
  exit 1
fi
