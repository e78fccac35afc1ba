#!/bin/sh
# As in the original image: makes the database on the first start, with POSTGRES_PASSWORD, _USER, _DB and the files of
# /docker-entrypoint-initdb.d, then serves. The server refuses to run as root.
set -eu

case "${1:-}" in
  -*) set -- postgres "$@" ;;
esac
if [ "${1:-}" != postgres ]; then exec "$@"; fi

if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA"
  chown postgres:postgres "$PGDATA"
  chmod 0700 "$PGDATA"
  exec setpriv --reuid=postgres --regid=postgres --clear-groups "$0" "$@"
fi

user=${POSTGRES_USER:-postgres}
database=${POSTGRES_DB:-$user}

run_sql() { psql -v ON_ERROR_STOP=1 --no-psqlrc --no-password --username "$user" "$@"; }

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  if [ -z "${POSTGRES_PASSWORD:-}" ] && [ "${POSTGRES_HOST_AUTH_METHOD:-}" != trust ]; then
    echo 'Error: Database is uninitialized and superuser password is not specified.' >&2
    echo '       Give it one: "-e POSTGRES_PASSWORD=password" on "docker run".' >&2
    exit 1
  fi
  file=$(mktemp)
  printf '%s\n' "${POSTGRES_PASSWORD:-trust}" > "$file"
  initdb --username="$user" --pwfile="$file" --auth-local=trust --auth-host=scram-sha-256 -D "$PGDATA"
  rm -f "$file"
  printf 'host all all all %s\n' "${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" >> "$PGDATA/pg_hba.conf"
  # Until all is there, on its socket only.
  pg_ctl -D "$PGDATA" -o "-c listen_addresses=''" -w start
  if [ "$database" != postgres ]; then
    run_sql --dbname postgres --set database="$database" << 'END'
CREATE DATABASE :"database";
END
  fi
  for script in /docker-entrypoint-initdb.d/*; do
    case "$script" in
      *.sh) echo "$0: running $script" && . "$script" ;;
      *.sql) echo "$0: running $script" && run_sql --dbname "$database" -f "$script" ;;
      *.sql.gz) echo "$0: running $script" && gunzip -c "$script" | run_sql --dbname "$database" ;;
    esac
  done
  pg_ctl -D "$PGDATA" -m fast -w stop
  echo 'PostgreSQL init process complete; ready for start up.'
fi
exec "$@" -c listen_addresses='*'
