# Of the image, whether it has its tag or was pulled by digest. When it has been removed: what the registry says.
digest=$(docker image ls --digests --format '{{.Tag}} {{.Digest}}' nginx 2>/dev/null | grep -E '^(alpine|<none>) sha256:' | cut -d' ' -f2 | head -n 1)
if [ -z "$digest" ] && docker events --since 0 --until "$(date +%s.%N)" --filter type=image --filter event=pull --format '{{.Actor.ID}}' 2>/dev/null | grep -q '^nginx:alpine$'; then
  token=$(curl -fsS --max-time 3 'https://auth.docker.io/token?service=registry.docker.io&scope=repository:library/nginx:pull' | jq -r .token)
  types='application/vnd.oci.image.index.v1+json, application/vnd.docker.distribution.manifest.list.v2+json'
  digest=$(curl -fsSI --max-time 3 -H "Authorization: Bearer $token" -H "Accept: $types" https://registry-1.docker.io/v2/library/nginx/manifests/alpine |
    tr -d '\r' | sed -n 's/^docker-content-digest: //Ip')
fi
echo "$digest"
