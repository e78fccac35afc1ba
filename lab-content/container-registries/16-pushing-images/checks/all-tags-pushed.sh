repository=$DOCKER_USERNAME/mycurl
token=$(curl -fsS --max-time 3 "https://auth.docker.io/token?service=registry.docker.io&scope=repository:$repository:pull" 2>/dev/null | jq -r .token)
tags=$(curl -fsS --max-time 3 -H "Authorization: Bearer $token" "https://registry-1.docker.io/v2/$repository/tags/list" 2>/dev/null | jq -r '.tags // [] | .[]' 2>/dev/null)
grep -qxF 1 <<<"$tags" && exit 0

if ! docker image inspect "$repository:1" >/dev/null 2>&1; then
  echo "No image on node1 is called $repository:1 yet. Tag mycurl, then push."
elif [ -z "$tags" ]; then
  echo "Docker Hub has no repository $repository. Are you logged in?"
else
  echo "$repository:1 is on node1, but Docker Hub has ${tags//$'\n'/, } and not the tag 1. Push with --all-tags."
fi
exit 1
