docker image pull python:3.12
docker image pull python:3.12-slim
docker image pull python:3.12-alpine
