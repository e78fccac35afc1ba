# The digest under which alpine:3.18 was pushed, also when the tag has moved on since.
docker image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' alpine:3.18 2>/dev/null |
  grep "^$DOCKER_USERNAME/base@" | cut -d@ -f2 | head -n 1
