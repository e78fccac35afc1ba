# An image with a digest and no tag was pulled by digest. With a tag, the Engine remembers what was pulled.
images=$(docker image ls --digests --format '{{.Repository}} {{.Tag}} {{.Digest}}' 2>/dev/null)
grep -qE '^nginx <none> sha256:' <<<"$images" && exit 0
pulls=$(docker events --since 0 --until "$(date +%s.%N)" --filter type=image --filter event=pull --format '{{.Actor.ID}}' 2>/dev/null)
grep -qE '^(docker\.io/)?(library/)?nginx(:[^@]*)?@sha256:' <<<"$pulls" && exit 0

other=$(grep -E '@sha256:' <<<"$pulls" | tail -n 1)
if [ -n "$other" ]; then
  echo "You pulled ${other%%@*} by its digest. The one that is wanted is nginx."
elif grep -qE '^nginx alpine ' <<<"$images"; then
  echo 'nginx:alpine was pulled by its tag. Pull it by its digest, too: nginx@sha256:…'
else
  echo 'nginx:alpine is gone. Pull it again, by its digest: nginx@sha256:…'
fi
exit 1
