if ! docker image inspect lab-tool:1 >/dev/null 2>&1; then
  echo 'There is no image lab-tool:1 yet.'
  exit 1
fi
if ! docker image history --no-trunc --format '{{.CreatedBy}}' lab-tool:1 | grep -q 'tool.sh'; then
  echo 'The image lab-tool:1 has no /tool.sh in it. Was it built from the Dockerfile?'
  exit 1
fi
