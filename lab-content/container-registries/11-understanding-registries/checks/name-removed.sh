name=localhost:5000/team/web:dev
if ! docker version >/dev/null 2>&1; then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
if docker image inspect "$name" >/dev/null 2>&1; then
  if docker image inspect alpine:latest >/dev/null 2>&1; then
    echo "The name $name is still there. Remove it with docker image rm."
  else
    echo "You removed the other name, alpine, and $name is still there. Remove that one, too."
  fi
  exit 1
fi
