# The participant's account at the Hub, for the stand-ins of gcloud and az. Sourced by bash.

# Where the shell has lost a variable (`env -i`, a login as somebody else), PID 1 still has what the lab gave it.
for variable in DOCKER_USERNAME DOCKER_PASSWORD GOOGLE_CLOUD_PROJECT; do
  [ -z "${!variable:-}" ] || continue
  entry=$(grep --null-data --max-count=1 "^$variable=" /proc/1/environ 2>/dev/null | tr --delete '\0') || continue
  printf -v "$variable" %s "${entry#*=}"
done

# `require_account <command>`: ends the command when the lab has given no account.
require_account() {
  if [ -n "${DOCKER_USERNAME:-}" ] && [ -n "${DOCKER_PASSWORD:-}" ]; then return; fi
  echo "$1: this session has no account at the lab's registries (DOCKER_USERNAME and DOCKER_PASSWORD are not set)." >&2
  exit 1
}
