#!/bin/sh
# As in the original image: options or a settings file alone mean redis-server.
set -e
case "${1:-}" in
  -* | *.conf) set -- redis-server "$@" ;;
esac
if [ "${1:-}" = redis-server ]; then
  shift
  # Other containers must reach it without a password, as they do with the original.
  case " $* " in
    *" --protected-mode "*) ;;
    *) set -- "$@" --protected-mode no ;;
  esac
  set -- redis-server "$@"
fi
exec "$@"
