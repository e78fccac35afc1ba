# What the service and the systemctl and journalctl stand-ins agree on. Sourced by sh and bash.

BRIDGE_ADDRESS=172.17.0.1
# Holds the exit code after dockerd ended by itself; gone while it runs.
DOCKER_FAILED=/run/drydock/docker.failed
RETRY_SECONDS=5
DOCKER_SERVICE=/etc/service/docker
CONTAINERD_SOCKET=/run/containerd/containerd.sock
# Written by dnsmasq when it listens.
RESOLVER_PID=/run/drydock/dnsmasq.pid
DOCKER_LOG=/var/log/docker

engine_answers() {
  curl --silent --fail --max-time 2 --output /dev/null --unix-socket /var/run/docker.sock http://docker/_ping
}
