#!/bin/bash
# Makes the root file system of the base image (Debian trixie, as small as `debian:trixie-slim`) without any image
# registry: `bootstrap.sh <mirror> <output.tar>`. Set-up calls it where Docker Hub cannot be reached.
set -euo pipefail
mirror=$1 output=$2

# Ubuntu's apt does not trust Debian's keys by itself; set-up has installed them there.
trust=()
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[ ! -e "$keyring" ] || trust=(--keyring="$keyring")

# Manual pages and translations are never read in a lab; copyright files stay, their licences ask for it.
mmdebstrap --variant=minbase --mode=root --format=tar ${trust[@]+"${trust[@]}"} \
  --dpkgopt='path-exclude=/usr/share/man/*' \
  --dpkgopt='path-exclude=/usr/share/info/*' \
  --dpkgopt='path-exclude=/usr/share/locale/*' \
  --dpkgopt='path-exclude=/usr/share/doc/*' \
  --dpkgopt='path-include=/usr/share/doc/*/copyright' \
  --aptopt='Apt::Install-Recommends "false"' \
  --include=ca-certificates \
  trixie "$output" \
  "deb $mirror/debian trixie main" \
  "deb $mirror/debian trixie-updates main" \
  "deb $mirror/debian-security trixie-security main"
