docker image inspect myapp:latest >/dev/null 2>&1 && exit 0
if docker image inspect alpine:latest >/dev/null 2>&1; then
  echo 'The image alpine is here. Give it the name myapp.'
else
  echo 'There is no image myapp yet. Pull alpine, and give it that name.'
fi
exit 1
