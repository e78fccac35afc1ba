set -e
docker container rm -f registry >/dev/null 2>&1 || true
docker container run -d -p 5000:5000 --name registry registry:2
curl -fsS --retry 20 --retry-all-errors --retry-delay 1 http://localhost:5000/v2/
