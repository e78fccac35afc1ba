images=$(docker image ls --no-trunc --format '{{.Tag}} {{.ID}}' python 2>/dev/null | grep -v '^<none>')
if [ -z "$images" ]; then
  echo 'No variant of python is on node1 yet. The name of the official image is python, without a slash.'
  exit 1
fi
missing=
grep -qvE '^[^ ]*(slim|alpine)' <<<"$images" || missing="$missing, full"
grep -qE '^[^ ]*slim' <<<"$images" || missing="$missing, slim"
grep -qE '^[^ ]*alpine' <<<"$images" || missing="$missing, alpine"
[ -z "$missing" ] && exit 0
twice=$(awk '{ if ($2 in tag) { print tag[$2] " and python:" $1; exit } tag[$2] = "python:" $1 }' <<<"$images")
if [ -n "$twice" ]; then
  echo "$twice are the same image under two tags. Still missing: ${missing#, }."
else
  echo "There is $(cut -d' ' -f1 <<<"$images" | sed 's/^/python:/' | paste -sd, | sed 's/,/, /g'). Still missing: ${missing#, }."
fi
exit 1
