log=$(docker container logs mirror 2>&1)
twice=$(grep -o '"GET /v2/library/nginx/blobs/sha256:[0-9a-f]* HTTP/1\.1" 200 ' <<<"$log" | sort | uniq -d)
if [ -n "$twice" ]; then
  exit 0
fi
if [ "$(docker container inspect --format '{{.State.Status}}' mirror 2>/dev/null)" != running ]; then
  echo 'The mirror does not run, so a pull would bypass it. Start it with: docker container start mirror'
  exit 1
fi
if ! names=$(docker image inspect --format '{{join .RepoTags "\n"}}' nginx:alpine 2>/dev/null); then
  echo 'The image nginx:alpine is not on node1. Pull it a second time, and the mirror will have the layers.'
  exit 1
fi
other=$(grep -vx nginx:alpine <<<"$names" | head -n 1)
if [ -n "$other" ]; then
  echo "The image is also called $other, so its layers never left node1. Remove both names, then pull nginx:alpine."
  exit 1
fi
asked=$(grep -c '"\(HEAD\|GET\) /v2/library/nginx/manifests/alpine HTTP/1\.1" 200 ' <<<"$log")
if [ "$asked" -ge 2 ]; then
  echo 'You pulled twice, but the image was still on node1, so no layer was fetched. Remove it, then pull.'
  exit 1
fi
echo 'The mirror has served the image once so far. Remove nginx:alpine and pull it a second time.'
exit 1
