folder=${HOME:-/root}/lab/certs
cert=$folder/domain.crt
key=$folder/domain.key
if [ ! -s "$cert" ]; then
  elsewhere=$(find "${HOME:-/root}" -maxdepth 3 -name domain.crt 2>/dev/null | head -n 1)
  if [ -n "$elsewhere" ]; then
    echo "The certificate is $elsewhere. It belongs into ~/lab/certs: go there first, with cd."
  else
    echo 'There is no file ~/lab/certs/domain.crt yet.'
  fi
  exit 1
fi
if ! subject=$(openssl x509 -in "$cert" -noout -subject -nameopt RFC2253 2>/dev/null); then
  echo 'The file ~/lab/certs/domain.crt is no certificate. Did openssl get to its end?'
  exit 1
fi
names=$(openssl x509 -in "$cert" -noout -ext subjectAltName 2>/dev/null | tail -n +2 | tr -d ' ')
if [ -z "$names" ]; then
  echo "The certificate has ${subject#subject=}, but no subject alternative name, so clients refuse it. Add it with -addext."
  exit 1
fi
if ! grep -q 'DNS:localhost\(,\|$\)' <<<"$names"; then
  echo "The certificate is not for localhost. Its names are: $names"
  exit 1
fi
if ! openssl x509 -in "$cert" -noout -checkend 0 >/dev/null 2>&1; then
  echo 'The certificate has ended already. Make a new one, with a later -days.'
  exit 1
fi
if [ "$(openssl x509 -in "$cert" -noout -pubkey 2>/dev/null)" != "$(openssl pkey -in "$key" -pubout 2>/dev/null)" ]; then
  echo 'The files domain.crt and domain.key do not belong together. Make both with one command.'
  exit 1
fi
