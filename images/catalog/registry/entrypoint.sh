#!/bin/sh
# As the original image does: a configuration file is served, a verb of `registry` is run, all else is a command.
set -e
case "$1" in
  *.yaml | *.yml) set -- registry serve "$@" ;;
  serve | garbage-collect | help | -*) set -- registry "$@" ;;
esac
exec "$@"
