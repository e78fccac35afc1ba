status() {
  curl -sS --max-time 3 -o /dev/null -w '%{http_code}' "$@" http://localhost:5000/v2/ 2>/dev/null
}
if ! state=$(docker container inspect --format '{{.State.Status}}' auth-registry 2>/dev/null); then
  other=$(docker container ls --filter publish=5000 --format '{{.Names}}' | head -n 1)
  if [ -n "$other" ]; then
    echo "Port 5000 belongs to a container called $other. Remove that one first."
  else
    echo 'There is no container called auth-registry yet.'
  fi
  exit 1
fi
if [ "$state" != running ]; then
  echo "The container auth-registry exists, but does not run ($state). Look at: docker container logs auth-registry"
  exit 1
fi
without=$(status)
if [ "$without" = 200 ]; then
  echo 'The registry runs, and lets everybody in: the variables REGISTRY_AUTH… are missing.'
  exit 1
fi
if [ "$without" != 401 ]; then
  echo 'The container auth-registry runs, but does not answer on port 5000. Was it started with -p 5000:5000?'
  exit 1
fi
if [ "$(status -u admin:secretpassword)" != 200 ]; then
  echo 'The registry asks for a password, but does not know your password file. Do -v and …_HTPASSWD_PATH fit together?'
  exit 1
fi
