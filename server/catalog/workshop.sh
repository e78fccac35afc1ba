#!/bin/bash
# What needs Debian's own tools, run in a short-lived container of the base image: `workshop.sh indexes|layers`.
# /work is a folder of the host, /scratch is memory. No program out of a downloaded package is ever run, so packages of another
# architecture are as good as those of this one.
set -euo pipefail
shopt -s nullglob dotglob globstar
: "${MIRROR:?}" "${SUITE:?}" "${ARCHITECTURES:?}" "${EPOCH:?}"

# Files belong to the owner of the folder, whoever that is on the host.
hand_over() { chown -R --reference=/work /work; }
trap hand_over EXIT

configure_apt() {
  local arch=$1 home=/work/apt/$1
  local keyring=/usr/share/keyrings/debian-archive-keyring.pgp
  [ -e "$keyring" ] || keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  mkdir -p "$home/lists/partial" "$home/cache/archives/partial" "$home/parts"
  : > "$home/status"
  printf 'deb [signed-by=%s] %s main\n' \
    "$keyring" "$MIRROR/debian $SUITE" \
    "$keyring" "$MIRROR/debian $SUITE-updates" \
    "$keyring" "$MIRROR/debian-security $SUITE-security" > "$home/sources.list"
  cat > "$home/apt.conf" << END
APT::Architecture "$arch";
APT::Architectures { "$arch"; };
APT::Sandbox::User "root";
Acquire::GzipIndexes "false";
Acquire::Languages "none";
Acquire::Retries "3";
Dir::Cache "$home/cache";
Dir::Etc::parts "$home/parts";
Dir::Etc::sourcelist "$home/sources.list";
Dir::Etc::sourceparts "$home/parts";
Dir::State "$home";
Dir::State::status "$home/status";
END
}

update_indexes() {
  local arch pids=()
  for arch in $ARCHITECTURES; do
    configure_apt "$arch"
    # Any index that cannot be had or is not signed as it must be is an error here, not a warning.
    APT_CONFIG=/work/apt/$arch/apt.conf apt-get --quiet=2 --error-on=any update &
    pids+=($!)
  done
  for pid in "${pids[@]}"; do wait "$pid"; done
}

# Lines of `downloads`: address, SHA-256. apt checks the hash; a file under its final name is whole and right.
download() {
  local url hash arguments=()
  mkdir -p /work/debs/partial
  while read -r url hash; do
    [ -e "/work/debs/$hash.deb" ] || arguments+=("$url" "/work/debs/partial/$hash.deb" "SHA256:$hash")
  done < /work/downloads
  echo "say downloading $((${#arguments[@]} / 3)) Debian packages"
  [ ${#arguments[@]} -gt 0 ] || return 0
  configure_apt "${ARCHITECTURES%% *}"
  printf '%s\0' "${arguments[@]}" \
    | APT_CONFIG=/work/apt/${ARCHITECTURES%% *}/apt.conf xargs -0 -n 90 -P 3 /usr/lib/apt/apt-helper -qq download-file
  mv /work/debs/partial/*.deb /work/debs/
}

# The cache keeps what was used within a month.
forget_old() {
  sed 's|.* \(.*\)|/work/debs/\1.deb|' /work/downloads | xargs --no-run-if-empty touch
  find /work/debs -name '*.deb' -mtime +30 -delete
}

# Lines of a job: `deb <SHA-256>` or `exclude <pattern>`. Makes <job>.tar: sorted, with one date, as root has it.
make_layer() {
  local id=$1 root kind value
  root=/scratch/$id
  mkdir -m 755 "$root"
  while read -r kind value; do
    case $kind in
      deb)
        dpkg-deb --fsys-tarfile "/work/debs/$value.deb" \
          | tar --extract --preserve-permissions --numeric-owner --keep-directory-symlink --directory "$root"
        ;;
      exclude)
        # The pattern is meant to be expanded, below the root only.
        (cd "$root" && rm -rf -- ./$value)
        ;;
    esac
  done < "/work/jobs/$id"
  # Never read in a lab; copyright files stay, their licences ask for it.
  (cd "$root" && rm -rf usr/share/{man,info,locale,lintian,doc-base,bug,bash-completion,zsh})
  if [ -d "$root/usr/share/doc" ]; then
    find "$root/usr/share/doc" -depth \( -type f ! -name copyright -o -type d -empty \) -delete
  fi
  # What the script of ca-certificates would make.
  if [ -d "$root/usr/share/ca-certificates/mozilla" ]; then
    mkdir -p "$root/etc/ssl/certs" "$root/usr/lib/ssl"
    cat "$root"/usr/share/ca-certificates/mozilla/*.crt > "$root/etc/ssl/certs/ca-certificates.crt"
    ln -sf /etc/ssl/certs/ca-certificates.crt "$root/usr/lib/ssl/cert.pem"
    cp "$root/etc/ssl/certs/ca-certificates.crt" "/work/out/$id.pem"
  fi
  (cd "$root" && tar --create --file "/work/out/$id.part" --format=gnu --sort=name --numeric-owner \
    --mtime="@$EPOCH" --hard-dereference --files-from=/dev/null -- *)
  mv "/work/out/$id.part" "/work/out/$id.tar"
  rm -rf "$root"
  echo "made $id"
}

case $1 in
  indexes) update_indexes ;;
  layers)
    export LC_ALL=C
    download
    forget_old
    mkdir -p /work/out
    export EPOCH
    export -f make_layer
    (cd /work/jobs && printf '%s\0' *) | xargs -0 -n 1 -P 2 bash -O nullglob -O dotglob -O globstar -euo pipefail -c 'make_layer "$1"' job
    ;;
esac
