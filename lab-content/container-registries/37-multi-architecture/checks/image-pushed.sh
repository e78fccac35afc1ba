name=$DRYDOCK_USERNAME/multiarch
hub=https://registry-1.docker.io/v2/$name
if ! token=$(curl -fsS --max-time 3 \
  "https://auth.docker.io/token?service=registry.docker.io&scope=repository:$name:pull" 2>/dev/null | jq -r .token); then
  echo 'Docker Hub does not answer. Try again in a moment.'
  exit 1
fi
# get <path> <media type>…
get() {
  curl -fsSL --max-time 3 -H "Authorization: Bearer $token" -H "Accept: $2" "$hub/$1" 2>/dev/null
}
one='application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json'
many='application/vnd.oci.image.index.v1+json, application/vnd.docker.distribution.manifest.list.v2+json'
if ! index=$(get manifests/1.0 "$many, $one"); then
  tags=$(get tags/list application/json | jq -r '.tags // [] | join(", ")')
  if [ -n "$tags" ]; then
    echo "Your repository $name has no tag 1.0. Its tags are: $tags."
  elif [ -n "$(find "${DOCKER_CONFIG:-$HOME/.docker}/buildx/refs/multiarch" -type f 2>/dev/null | head -n 1)" ]; then
    echo "You have built something, but Docker Hub has no $name:1.0: was --push missing, or did it fail?"
  else
    echo "Docker Hub has no $name:1.0 yet."
  fi
  exit 1
fi
platforms=$(jq -r '.manifests // [] | map(.platform | select(.os == "linux") | "linux/" + .architecture) | unique | join(" ")' <<<"$index")
if [ -z "$platforms" ]; then
  echo "$name:1.0 is a single image, not an index. Build it with docker buildx and --platform linux/amd64,linux/arm64."
  exit 1
fi
for wanted in linux/amd64 linux/arm64; do
  if [[ " $platforms " != *" $wanted "* ]]; then
    echo "$name:1.0 is there, but it lacks $wanted. It has: $platforms. Name both platforms with --platform."
    exit 1
  fi
done
# Each image must have been made by programs of its own kind: /arch.txt is in its last layer.
for pair in amd64:x86_64 arm64:aarch64; do
  architecture=${pair%:*}
  digest=$(jq -r --arg a "$architecture" '[.manifests[] | select(.platform.architecture == $a)][0].digest' <<<"$index")
  layer=$(get "manifests/$digest" "$one" | jq -r '.layers[-1].digest')
  says=$(get "blobs/$layer" '*/*' | tar -xzO arch.txt 2>/dev/null)
  if [ -z "$says" ]; then
    echo "The $architecture image has no /arch.txt in its last layer. Is your Dockerfile the one of this step?"
    exit 1
  fi
  if [ "$says" != "${pair#*:}" ]; then
    echo "The /arch.txt of the $architecture image says $says. Does the Dockerfile fix a platform behind FROM?"
    exit 1
  fi
done
