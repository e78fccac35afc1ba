if ! images=$(docker image ls --format '{{.Repository}}:{{.Tag}}' python 2>/dev/null); then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
if [ -n "$images" ]; then
  echo "Still on node1: ${images//$'\n'/, }. Remove them with docker image rm."
  exit 1
fi
