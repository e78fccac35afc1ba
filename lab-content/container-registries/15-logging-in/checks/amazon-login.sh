config=${HOME:-/root}/.docker/config.json
host=$AWS_ACCOUNT_ID.dkr.ecr.us-east-1.amazonaws.com
if jq -e --arg host "$host" '.auths[$host].auth // .credHelpers[$host]' "$config" >/dev/null 2>&1; then exit 0; fi
near=$(jq -r '.auths // {} | keys[] | select(contains(".dkr.ecr."))' "$config" 2>/dev/null | head -n 1)
case $near in
  '')
    echo 'config.json holds no login for Amazon ECR. The user name there is AWS, whoever you are.' ;;
  "$AWS_ACCOUNT_ID".*)
    echo "You are logged in to $near. Each region has a registry of its own; the one that is wanted is in us-east-1." ;;
  *)
    echo "You are logged in to $near, which belongs to another account. Yours is $AWS_ACCOUNT_ID." ;;
esac
exit 1
