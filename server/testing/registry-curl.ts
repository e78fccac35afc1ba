/**
 * Installs `registry-curl ACTION HOST/NAME PATH [option of curl]…` in an instance: the distribution protocol and
 * nothing else, as `$ACCOUNT` (user:password; empty: anonymously). ACTION is pull, push or delete.
 */
export const REGISTRY_CURL = `cat > /usr/local/bin/registry-curl <<'END'
#!/bin/bash
set -euo pipefail
action=$1 host=\${2%%/*} name=\${2#*/} path=$3
shift 3
[ "$action" != push ] || action=pull,push
[ "$host" != docker.io ] || host=registry-1.docker.io
account=\${ACCOUNT-$DOCKER_USERNAME:$DOCKER_PASSWORD}
challenge=$(curl -sI "https://$host/v2/" | tr -d '\\r' | sed -n 's/^www-authenticate: //Ip')
field() { sed -n "s/.*$1=\\"\\([^\\"]*\\)\\".*/\\1/p" <<< "$challenge"; }
case $challenge in
  Bearer*)
    token=$(curl -s \${account:+-u "$account"} -G "$(field realm)" --data-urlencode "service=$(field service)" \\
      --data-urlencode "scope=repository:$name:$action" | jq -r .token)
    set -- "$@" -H "Authorization: Bearer $token"
    ;;
  Basic*) [ -z "$account" ] || set -- "$@" -u "AWS:$(aws ecr get-login-password)" ;;
esac
case $path in /v2/*) ;; *) path=/v2/$name/$path ;; esac
exec curl -s "$@" "https://$host$path"
END
chmod +x /usr/local/bin/registry-curl`
