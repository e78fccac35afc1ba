if docker container logs mirror 2>&1 | grep -q '"GET /v2/library/nginx/blobs/sha256:[0-9a-f]* HTTP/1\.1" 200 '; then
  exit 0
fi
if [ "$(docker container inspect --format '{{.State.Status}}' mirror 2>/dev/null)" != running ]; then
  if docker image inspect nginx:alpine >/dev/null 2>&1; then
    echo 'The mirror does not run, so nginx:alpine came straight from Docker Hub. Start the mirror, remove the image, pull again.'
  else
    echo 'The mirror does not run, so a pull would bypass it. Start it with: docker container start mirror'
  fi
  exit 1
fi
if ! docker image inspect nginx:alpine >/dev/null 2>&1; then
  echo 'There is no image nginx:alpine on node1. Pull it: the mirror runs and waits.'
  exit 1
fi
echo 'The image nginx:alpine is here, but its layers did not come through the mirror. Remove the image and pull it again.'
exit 1
