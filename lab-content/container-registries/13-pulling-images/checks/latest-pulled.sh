docker image inspect nginx:latest >/dev/null 2>&1 && exit 0
other=$(docker image ls nginx --format '{{.Repository}}:{{.Tag}}' 2>/dev/null | head -n 1)
if [ -n "$other" ]; then
  echo "$other is here, but not nginx:latest. Leave the tag out."
else
  echo 'The image nginx:latest is not on node1 yet.'
fi
exit 1
