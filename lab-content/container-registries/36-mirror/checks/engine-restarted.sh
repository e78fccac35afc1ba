socket=/var/run/docker.sock
if ! info=$(curl -fsS --max-time 3 --unix-socket $socket http://localhost/info 2>/dev/null); then
  if dockerd --validate >/dev/null 2>&1; then
    echo 'The Engine does not answer. Is it still starting? Otherwise: sudo systemctl start docker'
  else
    echo "The Engine cannot start: $(dockerd --validate 2>&1 | tail -n 1)"
  fi
  exit 1
fi
if jq -e '.RegistryConfig.Mirrors // [] | any(test("^http://(localhost|127\\.0\\.0\\.1):5000"))' <<<"$info" >/dev/null; then
  exit 0
fi
# The service writes its process id when it starts.
if [ /etc/docker/daemon.json -nt /run/docker.pid ]; then
  echo 'dockerd was not restarted since daemon.json changed, so it does not know the mirror yet.'
  exit 1
fi
echo 'The Engine was restarted, but has no mirror. Is the entry still in /etc/docker/daemon.json?'
exit 1
