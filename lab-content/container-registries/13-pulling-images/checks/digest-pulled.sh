if ! images=$(docker image ls nginx --digests --format '{{.Tag}} {{.Digest}}' 2>/dev/null); then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
grep -q '^<none> sha256:' <<<"$images" && exit 0
if grep -q '^latest ' <<<"$images"; then
  echo 'The image nginx is here and has its tag. Remove it first, so that you see what comes by the digest alone.'
else
  echo 'No image nginx was pulled by its digest yet.'
fi
exit 1
