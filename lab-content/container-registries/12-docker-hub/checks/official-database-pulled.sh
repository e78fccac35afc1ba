if ! names=$(docker image ls --format '{{.Repository}}' 2>/dev/null); then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
grep -qxE 'postgres|redis|mysql|mariadb|mongo' <<<"$names" && exit 0
if other=$(grep -m 1 '/' <<<"$names"); then
  echo "$other is not official: it has a namespace. Official images have none. Choose one from the list."
elif other=$(grep -m 1 -E '^(nginx|httpd|python|registry|ubuntu|debian)$' <<<"$names"); then
  echo "$other is official, but no database. Choose one from the last list."
else
  echo 'None of the official databases is on node1 yet.'
fi
exit 1
