blobs=/var/lib/docker/volumes/gc-test/_data/docker/registry/v2/blobs
if [ ! -d "$blobs" ]; then
  echo 'The volume gc-test has no data of a registry. Does gc-registry use it?'
  exit 1
fi
count=$(find "$blobs" -name data | wc -l)
[ "$count" = 0 ] && exit 0
# Read from the disk: the registry may remember what is not there any more.
if [ -e "${blobs%/blobs}/repositories/test/_manifests/tags/1" ]; then
  echo 'The image test:1 is in the registry, so its blobs are needed. Delete it first.'
  exit 1
fi
echo "The image is deleted, and its $count blobs are still on the disk. Only the collector takes them away."
exit 1
