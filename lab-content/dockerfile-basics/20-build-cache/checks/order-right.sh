if ! docker image inspect lab-tool:2 >/dev/null 2>&1; then
  echo 'There is no image lab-tool:2 yet. Change the Dockerfile, and build it with -t lab-tool:2.'
  exit 1
fi
# The newest layer comes first.
steps=$(docker image history --no-trunc --format '{{.CreatedBy}}' lab-tool:2)
copied=$(grep -n -m 1 'COPY tool.sh' <<<"$steps" | cut -d: -f1)
installed=$(grep -n -m 1 'apk add' <<<"$steps" | cut -d: -f1)
if [ -z "$copied" ] || [ -z "$installed" ]; then
  echo 'The image lab-tool:2 lacks the tool or the package. Keep both instructions, in another order.'
  exit 1
fi
if [ "$copied" -gt "$installed" ]; then
  echo 'In lab-tool:2, the tool is still copied before the package is installed.'
  exit 1
fi
