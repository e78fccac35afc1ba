file=/etc/docker/daemon.json
if [ -e "$file" ]; then
  if ! jq -e 'type == "object"' "$file" >/dev/null 2>&1; then
    echo "$file is not valid JSON any more, and the Engine would not start with it. Mend it, or remove it."
    exit 1
  fi
  if jq -e '."registry-mirrors" // [] | length > 0' "$file" >/dev/null; then
    echo "$file still names a mirror. Take the entry out, or remove the file."
    exit 1
  fi
fi
if ! info=$(curl -fsS --max-time 3 --unix-socket /var/run/docker.sock http://localhost/info 2>/dev/null); then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
if jq -e '.RegistryConfig.Mirrors // [] | length > 0' <<<"$info" >/dev/null; then
  echo 'The file is clean, but dockerd was not restarted since, so it still asks the mirror.'
  exit 1
fi
