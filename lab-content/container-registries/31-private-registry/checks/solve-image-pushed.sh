set -e
docker image tag alpine localhost:5000/myalpine:1.0
docker image push localhost:5000/myalpine:1.0
