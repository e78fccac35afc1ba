if ! docker image inspect alpine:latest >/dev/null 2>&1; then
  echo 'There is no image alpine:latest on node1 yet. Pull it, and read the last line if that fails.'
  exit 1
fi
