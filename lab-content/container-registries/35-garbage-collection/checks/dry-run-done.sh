# The Engine remembers what was executed in a container.
executed=$(docker events --since 0 --until "$(date +%s.%N)" --filter container=gc-registry --filter event=exec_create --format '{{.Action}}')
if grep -q -- 'garbage-collect.*--dry-run' <<<"$executed"; then
  exit 0
fi
if grep -q 'garbage-collect' <<<"$executed"; then
  echo 'The collector has run for real. Make a dry run, too: it shows what is left.'
  exit 1
fi
echo 'No dry run was made yet.'
exit 1
