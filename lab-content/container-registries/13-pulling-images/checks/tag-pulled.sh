docker image inspect nginx:1.25-alpine >/dev/null 2>&1 && exit 0
other=$(docker image ls nginx --format '{{.Tag}}' 2>/dev/null | grep -m 1 -v -E '^(latest|<none>)$')
if [ -n "$other" ]; then
  echo "nginx:$other is here, but not nginx:1.25-alpine."
else
  echo 'The image nginx:1.25-alpine is not on node1 yet.'
fi
exit 1
