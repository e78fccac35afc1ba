if ! image=$(docker image inspect --format '{{json .}}' mycurl:latest 2>/dev/null); then
  newest=$(docker image ls --format '{{.Repository}}:{{.Tag}}' | grep -v '^alpine:' | grep -i curl | head -n 1)
  if [ -n "$newest" ]; then
    echo "There is an image $newest. The name that is wanted is mycurl."
  elif [ -f ~/lab/registry/Dockerfile ]; then
    echo 'The Dockerfile is there, but no image called mycurl. Build it; if the build failed, its last lines say why.'
  else
    echo 'There is no image called mycurl, and no Dockerfile in ~/lab/registry yet.'
  fi
  exit 1
fi
base=$(docker image inspect --format '{{len .RootFS.Layers}}' alpine:latest 2>/dev/null)
if [ "$(jq '.RootFS.Layers | length' <<<"$image")" -le "${base:-1}" ]; then
  echo 'mycurl is alpine under another name: no layer was added. Is the line RUN apk add … in your Dockerfile?'
  exit 1
fi
if ! jq -e '(.Config.Entrypoint // []) + (.Config.Cmd // []) | join(" ") | contains("curl")' <<<"$image" >/dev/null; then
  echo "mycurl starts $(jq -r '.Config.Cmd // ["nothing"] | join(" ")' <<<"$image"), not curl. Is the line CMD in your Dockerfile?"
  exit 1
fi
