#!/bin/sh
# As in the original image: before nginx itself starts, each script of /docker-entrypoint.d is run.
set -e

case "$1" in
  nginx | nginx-debug)
    for script in /docker-entrypoint.d/*; do
      case "$script" in
        *.envsh) [ -x "$script" ] && echo "$0: Sourcing $script" && . "$script" ;;
        *.sh) [ -x "$script" ] && echo "$0: Launching $script" && "$script" ;;
      esac
    done
    echo "$0: Configuration complete; ready for start up"
    ;;
esac
exec "$@"
