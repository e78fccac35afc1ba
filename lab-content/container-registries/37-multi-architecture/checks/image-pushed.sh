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
digests=$(jq -r '[.manifests[] | select(.platform.os == "linux")] |
  (map(select(.platform.architecture == "amd64"))[0], map(select(.platform.architecture == "arm64"))[0]).digest' <<<"$index")
layers=$(get "manifests/{$(paste -sd , <<<"$digests")}" "$one" | jq -r '.layers[-1].digest')
if [ "$(sort -u <<<"$layers" | wc -l)" != 2 ]; then
  echo 'Both images have the same last layer. Is your Dockerfile the one of this step, with RUN uname -m > /arch.txt?'
  exit 1
fi
# Two archives, one after the other.
says=$(get "blobs/{$(paste -sd , <<<"$layers")}" '*/*' | tar -xzOi arch.txt 2>/dev/null | paste -sd ' ')
case $says in
  'x86_64 aarch64') ;;
  'x86_64 x86_64' | 'aarch64 aarch64')
    echo "Both images say ${says% *} in /arch.txt. Does the Dockerfile fix a platform behind FROM?"
    exit 1
    ;;
  *)
    echo 'The images have no /arch.txt in their last layer. Is your Dockerfile the one of this step?'
    exit 1
    ;;
esac
