if ! images=$(docker image ls -q 2>/dev/null); then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
if [ -z "$images" ]; then
  echo 'There is no image on node1 yet. Pull one; if that failed, its last line says why.'
  exit 1
fi
