folder=${HOME:-/root}/hello
if [ ! -e "$folder/Dockerfile" ]; then
  if [ -e "$folder/dockerfile" ]; then
    echo 'The file is called dockerfile, with a small d. Docker looks for Dockerfile.'
  else
    echo 'There is no file ~/hello/Dockerfile yet.'
  fi
  exit 1
fi
if ! grep -qi '^FROM ' "$folder/Dockerfile"; then
  echo 'The Dockerfile has no FROM, and each one begins with that.'
  exit 1
fi
if ! grep -qi '^CMD ' "$folder/Dockerfile"; then
  echo 'The Dockerfile does not say what a container should run: it has no CMD.'
  exit 1
fi
