if ! images=$(docker image ls --digests --format '{{.Repository}}:{{.Tag}} {{.Repository}}@{{.Digest}}' nginx 2>/dev/null); then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
if [ -n "$images" ]; then
  name=${images%% *}
  case $name in *:'<none>') name=$(head -n 1 <<<"$images" | cut -d' ' -f2) ;; esac
  echo "${name:0:32}… is still on node1. Remove it by that name, or by its ID."
  exit 1
fi
