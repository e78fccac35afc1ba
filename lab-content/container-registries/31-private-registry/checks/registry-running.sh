if ! state=$(docker container inspect --format '{{.State.Status}}' registry 2>/dev/null); then
  other=$(docker container ls --filter publish=5000 --format '{{.Names}}' | head -n 1)
  if [ -n "$other" ]; then
    echo "Port 5000 belongs to a container called $other. Remove that one, and start yours with --name registry."
  else
    echo 'There is no container called registry yet.'
  fi
  exit 1
fi
if [ "$state" != running ]; then
  echo "The container registry exists, but does not run ($state). Look at: docker container logs registry"
  exit 1
fi
if ! docker container port registry 5000/tcp 2>/dev/null | grep -q ':5000$'; then
  echo 'The container registry runs, but does not publish port 5000. Remove it, and start it with -p 5000:5000.'
  exit 1
fi
if ! curl -fsS --max-time 3 -o /dev/null http://localhost:5000/v2/ 2>/dev/null; then
  echo 'The container registry runs, but does not answer as a registry on port 5000. Was it made from registry:2?'
  exit 1
fi
