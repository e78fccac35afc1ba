images=$(docker image ls --digests --format '{{.Tag}} {{.Digest}}' nginx 2>/dev/null)
grep -qE '^<none> sha256:' <<<"$images" && exit 0
if [ -z "$images" ]; then
  echo 'No image of nginx is on node1. Pull it as nginx@ and the digest; manifest unknown means that the digest is not right.'
else
  echo "The image is back as nginx:${images%% *}. It came by its tag: remove it, and pull it by its digest alone."
fi
exit 1
