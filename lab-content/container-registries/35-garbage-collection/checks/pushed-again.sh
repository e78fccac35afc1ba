root=/var/lib/docker/volumes/gc-test/_data/docker/registry/v2
link=$root/repositories/test/_manifests/tags/1/current/link
if [ ! -e "$link" ]; then
  echo 'The registry does not have test:1. Push it again.'
  exit 1
fi
blob() {
  local hash=${1#sha256:}
  echo "$root/blobs/sha256/${hash:0:2}/$hash/data"
}
manifest=$(blob "$(<"$link")")
if [ ! -e "$manifest" ]; then
  echo 'The tag is there, and its manifest is not on the disk. Restart gc-registry, and push again.'
  exit 1
fi
for digest in $(jq -r '.config.digest, .layers[].digest' "$manifest" 2>/dev/null); do
  if [ ! -e "$(blob "$digest")" ]; then
    echo "The registry took the image, but a blob of it is not on the disk (${digest:0:19}…). Restart gc-registry, and push again."
    exit 1
  fi
done
