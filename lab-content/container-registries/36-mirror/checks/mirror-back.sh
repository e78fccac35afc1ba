if ! state=$(docker container inspect --format '{{.State.Status}}' mirror 2>/dev/null); then
  echo 'There is no container mirror any more. Run it again, with the command of the first step.'
  exit 1
fi
if [ "$state" != running ]; then
  echo "The container mirror is still there, but it ended when the Engine was restarted ($state)."
  exit 1
fi
if ! curl -fsS --max-time 3 -o /dev/null http://localhost:5000/v2/ 2>/dev/null; then
  echo 'The container mirror runs, but does not answer on port 5000. Look at: docker container logs mirror'
  exit 1
fi
