if ! size=$(docker image inspect --format '{{.Size}}' lab-staged 2>/dev/null); then
  echo 'There is no image lab-staged yet.'
  exit 1
fi
if ! docker image history --no-trunc --format '{{.CreatedBy}}' lab-staged | grep -q 'COPY /answer.txt'; then
  echo 'The image lab-staged is as large as what it was built with: it copies nothing from another stage.'
  exit 1
fi
if [ "$size" -gt 50000000 ]; then
  echo 'The image lab-staged is still large. Does its last stage begin with FROM alpine?'
  exit 1
fi
