#!/bin/sh
# As in the original image: what is no command of the image is an argument of curl.
set -e
if [ "${1#-}" != "$1" ] || ! command -v "$1" > /dev/null; then set -- curl "$@"; fi
exec "$@"
