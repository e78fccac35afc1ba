if ! docker version >/dev/null 2>&1; then
  echo 'The Docker Engine of node1 does not answer. Start it with: sudo systemctl start docker'
  exit 1
fi
if docker container inspect secure-registry >/dev/null 2>&1; then
  echo 'The container secure-registry is still there. Remove it with: docker container rm -f secure-registry'
  exit 1
fi
if [ -e "${HOME:-/root}/lab/certs" ]; then
  echo 'The folder ~/lab/certs, with the secret key in it, is still there.'
  exit 1
fi
if [ -e /etc/docker/certs.d/localhost:5000 ]; then
  echo 'Docker still trusts the certificate: remove /etc/docker/certs.d/localhost:5000.'
  exit 1
fi
if docker image inspect localhost:5000/alpine:latest >/dev/null 2>&1; then
  echo 'The name localhost:5000/alpine:latest is still on node1. Remove it with docker image rm.'
  exit 1
fi
