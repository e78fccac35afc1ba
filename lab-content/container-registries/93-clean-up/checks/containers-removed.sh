if ! names=$(docker container ls --all --format '{{.Names}}' 2>/dev/null); then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
if left=$(grep -m 1 -xE 'registry|secure-registry|auth-registry|gc-registry|mirror' <<<"$names"); then
  echo "The container $left is still there. Remove it with: docker container rm -f $left"
  exit 1
fi
