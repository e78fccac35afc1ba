if ! docker image inspect alpine:latest >/dev/null 2>&1; then
  other=$(docker image ls --format '{{.Repository}}:{{.Tag}}' alpine 2>/dev/null | head -n 1)
  if [ -n "$other" ]; then
    echo "$other is here, but not alpine:latest. Pull alpine without a tag, and Docker takes latest."
  else
    echo 'There is no image alpine:latest on node1 yet. Pull it, and read the last line if that fails.'
  fi
  exit 1
fi
