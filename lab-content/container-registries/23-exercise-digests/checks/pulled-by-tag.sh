if ! docker image inspect nginx:alpine >/dev/null 2>&1; then
  other=$(docker image ls --format '{{.Repository}}:{{.Tag}}' nginx 2>/dev/null | grep -v '<none>' | head -n 1)
  if [ -n "$other" ]; then
    echo "$other is here, but not nginx:alpine."
  else
    echo 'The image nginx:alpine is not on node1 yet.'
  fi
  exit 1
fi
