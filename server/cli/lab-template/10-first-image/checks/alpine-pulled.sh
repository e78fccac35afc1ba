if ! docker image inspect alpine:latest >/dev/null 2>&1; then
  other=$(docker image ls alpine --format '{{.Repository}}:{{.Tag}}' | head -n 1)
  [ -z "$other" ] || echo "$other is here, but not alpine:latest. Leave the tag out, or write latest."
  exit 1
fi
