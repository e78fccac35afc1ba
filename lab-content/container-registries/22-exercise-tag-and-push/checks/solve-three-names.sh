docker image tag alpine "$DOCKER_USERNAME/myalpine:1.0"
docker image tag alpine "$DOCKER_USERNAME/myalpine:1.0.0"
docker image tag alpine "$DOCKER_USERNAME/myalpine:latest"
