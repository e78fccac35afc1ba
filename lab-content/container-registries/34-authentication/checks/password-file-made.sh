file=${HOME:-/root}/lab/auth/htpasswd
if [ ! -e "$file" ]; then
  echo 'There is no file ~/lab/auth/htpasswd yet. Are you in ~/lab/auth, and did the line end in > htpasswd?'
  exit 1
fi
if [ ! -s "$file" ]; then
  echo 'The file ~/lab/auth/htpasswd is empty: the command before the > has failed. Run it again and read what it says.'
  exit 1
fi
if ! line=$(grep -m 1 '^admin:' "$file"); then
  echo "The file has no line for admin. It has: $(cut -d: -f1 "$file" | paste -sd ' ')"
  exit 1
fi
case $line in
  'admin:$2y$'* | 'admin:$2a$'* | 'admin:$2b$'*) ;;
  *)
    echo 'The password of admin is hashed, but not with bcrypt, and the registry takes nothing else. The option is -B.'
    exit 1
    ;;
esac
if ! htpasswd -vb "$file" admin secretpassword >/dev/null 2>&1; then
  echo 'There is a line for admin, but the password is another one than secretpassword.'
  exit 1
fi
