if ! docker image inspect docker.io/library/alpine:latest >/dev/null 2>&1; then
  if ! others=$(docker image ls --format '{{.Repository}}:{{.Tag}}' alpine 2>/dev/null); then
    echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  elif [ -n "$others" ]; then
    echo "$(head -n 1 <<<"$others") is here, but not alpine:latest. Without a tag, Docker pulls latest."
  else
    echo 'There is no image docker.io/library/alpine:latest on node1 yet. Pull it by either name.'
  fi
  exit 1
fi
