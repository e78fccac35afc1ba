repository=$DOCKER_USERNAME/base
types='application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.list.v2+json, application/vnd.docker.distribution.manifest.v2+json'
token=$(curl -fsS --max-time 3 "https://auth.docker.io/token?service=registry.docker.io&scope=repository:$repository:pull" 2>/dev/null | jq -r .token)
now=$(curl -fsSI --max-time 3 -H "Authorization: Bearer $token" -H "Accept: $types" "https://registry-1.docker.io/v2/$repository/manifests/stable" 2>/dev/null |
  tr -d '\r' | sed -n 's/^docker-content-digest: //Ip')
if [ -z "$now" ]; then
  echo "Docker Hub has no $repository:stable any more. Push it again."
  exit 1
fi
digests_of() { docker image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$1" 2>/dev/null; }
if digests_of alpine:3.19 | grep -qxF "$repository@$now"; then exit 0; fi
if ! here=$(docker image inspect --format '{{.Id}}' "$repository:stable" 2>/dev/null); then
  echo "No image on node1 is called $repository:stable. Tag alpine:3.19 with that name, and push it."
elif ! new=$(docker image inspect --format '{{.Id}}' alpine:3.19 2>/dev/null); then
  echo 'The tag stable still means the first image, and alpine:3.19 is not on node1 yet. Pull it.'
elif [ "$here" = "$new" ]; then
  echo "The tag stable has moved on node1 only: Docker Hub still has the first image. Push $repository:stable."
else
  echo "$repository:stable still means alpine:3.18. Tag alpine:3.19 with that name, and push it."
fi
exit 1
