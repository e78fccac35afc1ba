if ! names=$(docker image ls --format '{{.Repository}}:{{.Tag}}' 2>/dev/null); then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
config=${HOME:-/root}/.docker/config.json
hosts="ghcr.io registry.gitlab.com $AWS_ACCOUNT_ID.dkr.ecr.us-east-1.amazonaws.com $ACR_NAME.azurecr.io"
for host in $hosts; do
  if jq -e --arg host "$host" '.auths[$host].auth' "$config" >/dev/null 2>&1; then
    echo "You are still logged in to $host. Log out with: docker logout $host"
    exit 1
  fi
done
if left=$(grep -m 1 'myapp:' <<<"$names"); then
  echo "$left is still on node1. Remove it with docker image rm."
  exit 1
fi
