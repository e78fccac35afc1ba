docker image inspect nginx:alpine >/dev/null 2>&1 && exit 0
if ! docker version >/dev/null 2>&1; then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
other=$(docker image ls --format '{{.Repository}}:{{.Tag}}' nginx | head -n 1)
if [ -n "$other" ]; then
  echo "There is $other, but not nginx:alpine. Pull it with that tag."
else
  echo 'There is no image nginx:alpine on node1 yet. Pull it, and read the last line if that fails.'
fi
exit 1
