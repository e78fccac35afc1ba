repository=$DOCKER_USERNAME/myalpine
token=$(curl -fsS --max-time 3 "https://auth.docker.io/token?service=registry.docker.io&scope=repository:$repository:pull" 2>/dev/null | jq -r .token)
tags=$(curl -fsS --max-time 3 -H "Authorization: Bearer $token" "https://registry-1.docker.io/v2/$repository/tags/list" 2>/dev/null | jq -r '.tags // [] | .[]' 2>/dev/null)
missing=
for tag in 1.0 1.0.0 latest; do
  grep -qxF "$tag" <<<"$tags" || missing="$missing, $tag"
done
[ -z "$missing" ] && exit 0

if ! jq -e '.auths["https://index.docker.io/v1/"].auth' "${HOME:-/root}/.docker/config.json" >/dev/null 2>&1; then
  echo 'You are not logged in to Docker Hub any more, so it lets nobody push.'
elif [ -n "$tags" ]; then
  echo "Docker Hub has $repository with ${tags//$'\n'/, }. Still missing is ${missing#, }."
else
  echo "Docker Hub has no repository $repository yet. If you have pushed, look at what the push said."
fi
exit 1
