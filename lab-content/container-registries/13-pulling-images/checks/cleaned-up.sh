if ! names=$(docker image ls --digests --format '{{.Repository}}:{{.Tag}} {{.Repository}}@{{.Digest}}' 2>/dev/null); then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
left=$(grep -m 1 -E '^(nginx|gcr.io/google-containers/pause):' <<<"$names")
if [ -n "$left" ]; then
  name=${left%% *}
  [ "${name##*:}" != '<none>' ] || name=${left##* }
  echo "$name is still on node1. Remove it with docker image rm."
  exit 1
fi
