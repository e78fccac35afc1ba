docker volume inspect registry-data >/dev/null 2>&1 && exit 0
if ! docker version >/dev/null 2>&1; then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
near=$(docker volume ls --format '{{.Name}}' | grep -i 'regist' | head -n 1)
if [ -n "$near" ]; then
  echo "There is a volume $near, which is close. The name that is wanted is registry-data."
else
  echo 'There is no volume registry-data yet. Create it with: docker volume create registry-data'
fi
exit 1
