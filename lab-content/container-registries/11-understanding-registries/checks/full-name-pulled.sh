if ! docker image inspect docker.io/library/alpine:latest >/dev/null 2>&1; then
  echo 'There is no image docker.io/library/alpine:latest on node1 yet. Pull it by either name.'
  exit 1
fi
