if ! docker image inspect lab-tool:3 >/dev/null 2>&1; then
  echo 'There is no image lab-tool:3 yet.'
  exit 1
fi
layers=$(docker image save lab-tool:3 | tar -xO --wildcards '*layer.tar' 'blobs/sha256/*' 2>/dev/null | grep -a -o -E 'app/(secret\.txt|tool\.sh)' | sort -u)
if grep -q 'secret.txt' <<<"$layers"; then
  echo 'The image lab-tool:3 has the secret in it. Name the file in .dockerignore, and build again.'
  exit 1
fi
if ! grep -q 'tool.sh' <<<"$layers"; then
  echo 'The image lab-tool:3 has no /app/tool.sh. Does its Dockerfile say COPY . /app?'
  exit 1
fi
