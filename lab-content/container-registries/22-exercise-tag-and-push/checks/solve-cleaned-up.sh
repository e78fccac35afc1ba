docker image rm "$DOCKER_USERNAME/myalpine:1.0" "$DOCKER_USERNAME/myalpine:1.0.0" "$DOCKER_USERNAME/myalpine:latest" alpine
docker logout
