ours=${HOME:-/root}/lab/certs/domain.crt
folder=/etc/docker/certs.d/localhost:5000
if [ ! -d "$folder" ]; then
  near=$(find /etc/docker/certs.d -mindepth 1 -maxdepth 1 -type d -printf '%f\n' 2>/dev/null | grep -m 1 localhost)
  if [ -n "$near" ]; then
    echo "There is a folder certs.d/$near. The port is part of the folder’s name: localhost:5000."
  else
    echo 'There is no folder /etc/docker/certs.d/localhost:5000 yet.'
  fi
  exit 1
fi
if ! ls "$folder"/*.crt >/dev/null 2>&1; then
  echo "There is no file in $folder that ends in .crt. Docker looks at no others."
  exit 1
fi
for copy in "$folder"/*.crt; do
  cmp -s "$copy" "$ours" && exit 0
done
echo "The copy in $folder is not the same as ~/lab/certs/domain.crt. Was that made anew? Copy it again."
exit 1
