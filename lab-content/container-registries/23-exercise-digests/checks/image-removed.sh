if ! docker version >/dev/null 2>&1; then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
# It may have been removed and pulled again between two looks: the Engine remembers what happened since the last pull
# by tag.
if docker events --since 0 --until "$(date +%s.%N)" --filter type=image --format '{{.Action}} {{.Actor.ID}}' 2>/dev/null |
  awk '
    $1 == "pull" && $2 == "nginx:alpine" { deleted = back = 0 }
    $1 == "delete" { deleted = 1 }
    $1 == "pull" && $2 ~ /^nginx@/ && deleted { back = 1 }
    END { exit !back }
  '; then
  exit 0
fi
if docker image inspect nginx:alpine >/dev/null 2>&1; then
  user=$(docker container ls -a --filter ancestor=nginx:alpine --format '{{.Names}}' | head -n 1)
  if [ -n "$user" ]; then
    echo "The image nginx:alpine is still on node1, and the container $user uses it. Remove that one first."
  else
    echo 'The image nginx:alpine is still on node1.'
  fi
  exit 1
fi
# Its labels tell whether it has another name.
other=$(docker image ls --filter label=drydock.stand-in-for=docker.io/library/nginx:alpine --format '{{.Repository}}:{{.Tag}} {{.Repository}}@{{.Digest}} {{.ID}}' | head -n 1)
if [ -n "$other" ]; then
  set -- $other
  case $1 in
    '<none>:<none>') name=$3 ;;
    *:'<none>') name=$2 ;;
    *) name=$1 ;;
  esac
  echo "The tag nginx:alpine is gone, but the image is still there under the name $name. Remove that, too."
  exit 1
fi
