# A container with --rm leaves nothing but its traces in the Engine's memory.
started=$(docker events --since 0 --until "$(date +%s.%N)" --filter event=start --filter type=container --format '{{.Actor.Attributes.image}}')
grep -qx 'lab-hello\(:latest\)\?' <<<"$started" && exit 0
echo 'No container of lab-hello has run yet.'
exit 1
