docker image inspect gcr.io/google-containers/pause:3.9 >/dev/null 2>&1 && exit 0
other=$(docker image ls gcr.io/google-containers/pause --format '{{.Tag}}' 2>/dev/null | head -n 1)
if [ -n "$other" ]; then
  echo "pause:$other is here, but the tag is 3.9."
else
  echo 'The image gcr.io/google-containers/pause:3.9 is not on node1 yet. Its name begins with the registry.'
fi
exit 1
