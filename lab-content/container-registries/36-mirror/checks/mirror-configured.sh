file=/etc/docker/daemon.json
if [ ! -e "$file" ]; then
  echo "There is no file $file yet."
  exit 1
fi
if ! problem=$(jq -e 'type' "$file" 2>&1 >/dev/null); then
  problem=${problem#jq: }
  echo "$file is not valid JSON, and the Engine would not start with it. ${problem:-It is empty.}"
  exit 1
fi
if ! jq -e 'has("registry-mirrors")' "$file" >/dev/null 2>&1; then
  echo "$file has no registry-mirrors. The name of the setting ends in an s. It has: $(jq -r 'keys | join(", ")' "$file")"
  exit 1
fi
if ! jq -e '."registry-mirrors" | type == "array"' "$file" >/dev/null; then
  echo "In $file, registry-mirrors must be a list: [\"http://localhost:5000\"], with brackets."
  exit 1
fi
if jq -e '."registry-mirrors" | any(. == "https://localhost:5000" or . == "https://localhost:5000/")' "$file" >/dev/null; then
  echo 'The address begins with https://. Your mirror speaks HTTP, so it is http://localhost:5000.'
  exit 1
fi
if ! jq -e '."registry-mirrors" | any(test("^http://(localhost|127\\.0\\.0\\.1):5000/?$"))' "$file" >/dev/null 2>&1; then
  echo "The list has no http://localhost:5000, where your mirror is. It has: $(jq -c '."registry-mirrors"' "$file")"
  exit 1
fi
