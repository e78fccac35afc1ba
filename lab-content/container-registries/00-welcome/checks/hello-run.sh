if ! state=$(docker container inspect --format '{{.State.Status}} {{.State.ExitCode}} {{.Config.Image}}' lab-hello 2>/dev/null); then
  if ! docker version >/dev/null 2>&1; then
    echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
    exit 1
  fi
  other=$(docker container ls --all --filter ancestor=hello-world --format '{{.Names}}' | head -n 1)
  if [ -n "$other" ]; then
    echo "A container from hello-world is there, but it is called $other. The name that is wanted is lab-hello."
  else
    echo 'There is no container called lab-hello yet. Run the block, and read what the terminal answers.'
  fi
  exit 1
fi
read -r status code image <<<"$state"
case $image in
  hello-world | hello-world:* | */hello-world | */hello-world:*) ;;
  *)
    echo "The container lab-hello was made from $image, not from hello-world. Remove it with: docker container rm -f lab-hello"
    exit 1
    ;;
esac
if [ "$status" = created ]; then
  echo 'The container lab-hello is there, but was never started. Start it with: docker container start lab-hello'
  exit 1
fi
if [ "$status" = exited ] && [ "$code" != 0 ]; then
  echo "The container lab-hello ended with status $code. Look at: docker container logs lab-hello"
  exit 1
fi
