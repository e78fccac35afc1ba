if ! state=$(docker container inspect --format '{{.State.Status}}' mirror 2>/dev/null); then
  other=$(docker container ls --filter publish=5000 --format '{{.Names}}' 2>/dev/null | head -n 1)
  if [ -n "$other" ]; then
    echo "Port 5000 belongs to a container called $other. Remove that one, and start yours with --name mirror."
  else
    echo 'There is no container called mirror yet.'
  fi
  exit 1
fi
if [ "$state" != running ]; then
  echo "The container mirror exists, but does not run ($state). Look at: docker container logs mirror"
  exit 1
fi
if ! docker container port mirror 5000/tcp 2>/dev/null | grep -q ':5000$'; then
  echo 'The container mirror runs, but does not publish port 5000. Remove it, and start it with -p 5000:5000.'
  exit 1
fi
if ! curl -fsS --max-time 3 -o /dev/null http://localhost:5000/v2/ 2>/dev/null; then
  echo 'The container mirror runs, but does not answer as a registry on port 5000. Was it made from registry:2?'
  exit 1
fi
remote=$(docker container logs mirror 2>&1 | grep -o 'configured as a proxy cache to [^"]*' | tail -n 1)
remote=${remote##* }
case ${remote%/} in
  https://registry-1.docker.io | https://index.docker.io) ;;
  '')
    echo 'This registry is not a cache: it was started without -e REGISTRY_PROXY_REMOTEURL=… Remove it and start again.'
    exit 1
    ;;
  *)
    echo "The mirror passes requests on to $remote, where no images are. Docker Hub's are at https://registry-1.docker.io."
    exit 1
    ;;
esac
