import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHubSessions, type HubSession, type HubSessions } from '../testing/hub-session.ts'

/** Parts 13 to 15 of the registry lab as its text has them, and what they stand on: names that lead to the Hub. */
let lab: HubSessions | undefined
let run: HubSession['run']
let fail: HubSession['fail']
let account: HubSession['account']

beforeAll(async () => {
  lab = await startHubSessions('lab-advanced-test', { count: 1 })
  ;({ run, fail, account } = lab.sessions[0]!)
  await run(`
echo "$DOCKER_PASSWORD" | docker login -u "$DOCKER_USERNAME" --password-stdin
docker pull --quiet alpine && docker pull --quiet nginx:alpine && docker pull --quiet curlimages/curl
docker image tag nginx:alpine myapp`)
})

afterAll(() => lab?.[Symbol.asyncDispose]())

describe('the Hub is reached by name, with a certificate that is verified', () => {
  /** Answers only when the certificate was verified: curl has no option to skip it. */
  const ask = 'curl -sS -o /dev/null -w %{http_code}:%{ssl_verify_result}'

  test('by the instance, at each host', async () => {
    const { awsAccountId, azureRegistry } = account
    const hosts = [
      ...['registry-1.docker.io', 'index.docker.io', 'gcr.io', 'eu.gcr.io', 'ghcr.io', 'registry.gitlab.com'],
      ...[`${awsAccountId}.dkr.ecr.eu-central-1.amazonaws.com`, `${azureRegistry}.azurecr.io`],
    ]
    for (const host of hosts) expect(await run(`${ask} https://${host}/v2/`), host).toBe('401:0')
    expect(await run(`${ask} 'https://auth.docker.io/token?service=registry.docker.io'`)).toBe('200:0')
  })

  test.each(['bridge', 'own-network'])('by a container on the network %s', async (network) => {
    await run('docker network inspect own-network >/dev/null 2>&1 || docker network create own-network')
    // The lab's CA is given by hand: the image is not one of those that bring it.
    const output = await run(
      `docker run --rm --network ${network} -v /etc/ssl/certs/ca-certificates.crt:/lab.crt:ro \\
         curlimages/curl -sS --cacert /lab.crt -o /dev/null -w '%{http_code}:%{ssl_verify_result}' \\
         https://registry-1.docker.io/v2/`,
    )
    expect(output).toBe('401:0')
  })

  test('by a step of docker build', async () => {
    const output = await run(`
cd $(mktemp -d) && cp /etc/ssl/certs/ca-certificates.crt lab.crt
cat > Dockerfile <<'EOF'
FROM curlimages/curl
COPY lab.crt /tmp/lab.crt
RUN curl -sS --cacert /tmp/lab.crt -o /dev/null -w 'the Hub says %{http_code}' https://ghcr.io/v2/
EOF
docker build --progress plain --no-cache . 2>&1`)
    expect(output).toContain('the Hub says 401')
  })

  test('and nothing else is', async () => {
    for (const url of ['http://deb.debian.org/debian/', 'https://example.com/', 'http://1.1.1.1/']) {
      await fail(`curl -sS --max-time 5 ${url}`)
    }
    await fail('docker run --rm curlimages/curl -sS --max-time 5 http://deb.debian.org/debian/')
    await fail('curl -sS --max-time 5 https://s3.us-east-1.amazonaws.com/')
  })
})

describe('Part 13: a pull-through mirror', () => {
  test('caches what is pulled through it, and serves it again', async () => {
    await run(`
docker container run -d \\
  -p 5000:5000 \\
  --name mirror \\
  -e REGISTRY_PROXY_REMOTEURL=https://registry-1.docker.io \\
  registry:2
echo '{ "registry-mirrors": ["http://localhost:5000"] }' > /etc/docker/daemon.json
sudo systemctl restart docker
# As on any machine, the restart of the Engine has ended a container without a restart policy.
docker container start mirror
until curl -sf http://localhost:5000/v2/ >/dev/null; do sleep 0.1; done`)
    expect(await run('docker info')).toContain('http://localhost:5000/')
    // The layers, too, must go: what is on the machine is not pulled.
    const remove = 'docker image rm --force myapp nginx:alpine alpine curlimages/curl >/dev/null'
    await run(`${remove}; docker image pull nginx:alpine`)
    expect(await run('curl -s http://localhost:5000/v2/_catalog')).toBe('{"repositories":["library/nginx"]}')
    const blobs = "docker logs mirror 2>&1 | grep -c '\"GET /v2/library/nginx/blobs/.* 200 '"
    const before = Number(await run(blobs))
    expect(before).toBeGreaterThan(0)
    await run('docker image rm nginx:alpine')
    expect(await run('docker image pull nginx:alpine')).toContain('Downloaded newer image')
    expect(Number(await run(blobs))).toBeGreaterThan(before)
  })

  test('serves it without the Hub', async () => {
    await run(`docker image rm nginx:alpine >/dev/null
      cp /etc/hosts /tmp/hosts && echo '127.0.0.9 registry-1.docker.io auth.docker.io' >> /etc/hosts
      curl -s --max-time 3 https://registry-1.docker.io/v2/ && exit 1
      docker image pull --quiet nginx:alpine
      cat /tmp/hosts > /etc/hosts`)
    await run(
      'docker container rm -f mirror && rm /etc/docker/daemon.json && sudo systemctl restart docker && docker info',
    )
    await run('docker image tag nginx:alpine myapp')
  })
})

describe('Part 14: images of several architectures', () => {
  test('docker manifest inspect shows both of nginx:alpine', async () => {
    expect(await run('docker manifest inspect nginx:alpine')).toMatch(/"amd64"[^]*"arm64"/)
    const platforms = await run(
      "docker manifest inspect --verbose nginx:alpine | jq -c '.[].Descriptor.platform | [.os, .architecture]'",
    )
    expect(platforms).toBe('["linux","amd64"]\n["linux","arm64"]')
  })

  test('buildx builds and pushes both, each by programs of its own', async () => {
    await run('docker buildx create --name multiarch --use')
    expect(await run('docker buildx inspect --bootstrap')).toMatch(/Platforms:.*linux\/amd64.*linux\/arm64/)
    await run(`
mkdir -p ~/lab/multiarch && cd ~/lab/multiarch

cat > Dockerfile <<'EOF'
FROM alpine
RUN uname -m > /arch.txt
CMD cat /arch.txt
EOF

docker buildx build \\
  --platform linux/amd64,linux/arm64 \\
  -t ${account.username}/multiarch:1.0 \\
  --push \\
  .`)
    const index = await run(`docker manifest inspect ${account.username}/multiarch:1.0`)
    expect(index).toMatch(/"amd64"[^]*"arm64"/)
    const archOf = (platform: string) =>
      run(`docker run --rm --quiet --platform ${platform} ${account.username}/multiarch:1.0`)
    expect(await archOf('linux/amd64')).toBe('x86_64')
    expect(await archOf('linux/arm64')).toBe('aarch64')
    await run('docker buildx rm multiarch\nrm -rf ~/lab/multiarch')
  })
})

describe('Part 15: other registries', () => {
  const pushed = /1\.0: digest: sha256:[0-9a-f]{64}/

  test('ghcr.io', async () => {
    const { username } = account
    await run('echo $GITHUB_TOKEN | docker login ghcr.io -u $GITHUB_USERNAME --password-stdin')
    expect(
      await run(`docker image tag myapp ghcr.io/${username}/myapp:1.0
        docker image push ghcr.io/${username}/myapp:1.0`),
    ).toMatch(pushed)
  })

  test('registry.gitlab.com', async () => {
    const { username, password } = account
    const image = `registry.gitlab.com/${username}/project/myapp:1.0`
    await run(`docker login registry.gitlab.com -u ${username} -p ${password}`)
    expect(await run(`docker image tag myapp ${image}\ndocker image push ${image}`)).toMatch(pushed)
  })

  test('Amazon ECR, where a repository is created before', async () => {
    const registry = `${account.awsAccountId}.dkr.ecr.us-east-1.amazonaws.com`
    expect(
      await run(`aws ecr get-login-password --region us-east-1 | \\
        docker login --username AWS --password-stdin ${registry}`),
    ).toContain('Login Succeeded')
    await run(`docker image tag myapp ${registry}/myapp:1.0`)
    expect(await fail(`docker image push ${registry}/myapp:1.0`)).toContain(
      "The repository with name 'myapp' does not exist",
    )
    const created = JSON.parse(await run('aws ecr create-repository --repository-name myapp')) as {
      repository: { repositoryUri: string }
    }
    expect(created.repository.repositoryUri).toBe(`${registry}/myapp`)
    expect(await run(`docker image push ${registry}/myapp:1.0`)).toMatch(pushed)
    expect(
      await run("aws ecr list-images --repository-name myapp --query 'imageIds[].imageTag' --output text"),
    ).toBe('1.0')
    expect(await fail('aws ecr create-repository --repository-name myapp')).toContain(
      'RepositoryAlreadyExistsException',
    )
    expect(await run('aws sts get-caller-identity --query Account --output text')).toBe(account.awsAccountId)
  })

  test('gcr.io, by gcloud’s credentials alone', async () => {
    const image = `gcr.io/${account.username}/myapp:1.0`
    expect(await fail(`docker image tag myapp ${image} && docker image push ${image}`)).toMatch(
      /denied|unauthorized|authentication/i,
    )
    await run('gcloud auth configure-docker')
    expect(await run(`docker image push ${image}`)).toMatch(pushed)
  })

  test('Azure', async () => {
    const image = `${account.azureRegistry}.azurecr.io/myapp:1.0`
    expect(await run(`az acr login --name ${account.azureRegistry}`)).toContain('Login Succeeded')
    expect(await run(`docker image tag myapp ${image}\ndocker image push ${image}`)).toMatch(pushed)
    const other = 'somebodyelse.azurecr.io/myapp:1.0'
    await run('az acr login --name somebodyelse')
    expect(await fail(`docker image tag myapp ${other}\ndocker image push ${other}`)).toContain('denied')
  })
})
