import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Instance } from '../domain/instance.ts'
import { randomBase32 } from '../lib/random.ts'
import type { InstanceAccess, Provisioner } from '../ports/provisioner.ts'
import { instanceNameSchema, type SessionId } from '../protocol/ids.ts'
import { labEngineOptions } from '../testing/prepared-lab.ts'
import { runInInstance } from '../testing/run-in-instance.ts'
import { connectLabEngine } from './lab-engine.ts'

/** Which names lead where in an instance and in containers there (images/instance/service/dnsmasq). */
let provisioner: Provisioner
let access: InstanceAccess
let node1: Instance
let withoutHub: Instance
let hubAddress: string
const sessionId = randomBase32(26) as SessionId
/** Three of the Hub's domains; nobody has listed these very names anywhere. */
const HUB_NAMES = ['index.docker.io', '210987654321.dkr.ecr.eu-west-3.amazonaws.com', 'otter7.azurecr.io']

function start(name: string, env: Record<string, string>): Promise<Instance> {
  const spec = {
    sessionId,
    name: instanceNameSchema.parse(name),
    hubMode: 'sandbox' as const,
    expiresAt: Date.now() + 600_000,
    env,
  }
  return provisioner.start(spec, { signal: new AbortController().signal, onBooting: () => undefined })
}

const run = (instance: Instance, script: string) => runInInstance(access, instance, script)

beforeAll(async () => {
  ;({ provisioner, access } = await connectLabEngine(await labEngineOptions('names-test')))
  node1 = await start('node1', {})
  withoutHub = await start('node2', { DRYDOCK_HUB_ADDRESS: '' })
  hubAddress = await run(node1, 'echo $DRYDOCK_HUB_ADDRESS')
  await run(node1, 'docker pull --quiet alpine')
})
afterAll(() => provisioner.destroySession(sessionId))

/** Fails when one of the names leads elsewhere, or another instance is not found; for busybox's nslookup. */
function lookups(): string {
  const names = HUB_NAMES.map((name) => `nslookup -type=a ${name} | grep -q "^Address: ${hubAddress}\\$"`)
  return [...names, 'ping -c 1 -W 2 node2 > /dev/null'].join(' && ')
}

test('the instance finds the Hub by any name of its domains, the other instances, and nothing else', async () => {
  expect(hubAddress).toMatch(/^\d+\.\d+\.\d+\.\d+$/)
  for (const name of HUB_NAMES) expect(await run(node1, `getent ahostsv4 ${name}`)).toContain(hubAddress)
  expect(await run(node1, 'getent hosts node2')).toContain(withoutHub.ip)
  expect(await run(node1, 'getent hosts github.com || echo unknown')).toBe('unknown')
})

test('a question for an IPv6 address of the Hub has an empty answer at once', async () => {
  const answer = await run(node1, 'docker run --rm alpine timeout 1 nslookup -type=aaaa gcr.io')
  expect(answer).not.toMatch(/can't find|timed out|Name:/)
})

test('containers on the default bridge, on a network of their own and on the host’s find the same', async () => {
  await run(node1, `docker run --rm alpine sh -c '${lookups()}'`)
  await run(node1, `docker network create own && docker run --rm --network own alpine sh -c '${lookups()}'`)
  await run(node1, `docker run --rm --network host alpine sh -c '${lookups()}'`)
})

test('a build finds the same', async () => {
  const dockerfile = `FROM alpine\nRUN ${lookups()}`
  await run(node1, `docker build --quiet --no-cache - << 'end'\n${dockerfile}\nend`)
  await run(node1, `docker build --quiet --no-cache --network host - << 'end'\n${dockerfile}\nend`)
})

test('names resolve again after the resolver was killed', async () => {
  await run(node1, 'pkill -9 dnsmasq; until getent hosts gcr.io; do sleep 0.1; done')
  await run(node1, `docker run --rm alpine sh -c '${lookups()}'`)
})

test('without a Hub no name is taken over', async () => {
  expect(await run(withoutHub, 'grep ^nameserver /etc/resolv.conf')).toBe('nameserver 127.0.0.11')
  expect(await run(withoutHub, 'getent hosts gcr.io otter7.azurecr.io || echo unknown')).toBe('unknown')
  expect(await run(withoutHub, 'getent hosts node1')).toContain(node1.ip)
})

test('each client in the instance trusts the Hub’s certificates', async () => {
  await run(node1, 'curl --silent --show-error --output /dev/null https://registry.gitlab.com/v2/')
  expect(await run(node1, 'skopeo list-tags docker://docker.io/library/alpine')).toContain('"latest"')
  expect(await run(node1, 'oras repo tags docker.io/library/alpine')).toContain('latest')
  // It is the Hub that refuses: before that, the certificate was accepted.
  const keys = 'AWS_ACCESS_KEY_ID=AKIAUNKNOWN AWS_SECRET_ACCESS_KEY=wrong AWS_DEFAULT_REGION=eu-west-3'
  for (const command of ['sts get-caller-identity', 'ecr get-login-password', 'ecr describe-repositories']) {
    expect(await run(node1, `${keys} aws ${command} 2>&1 || true`)).toContain('security token')
  }
})

test('a builder made by buildx gets the lab’s CA for each registry', async () => {
  // `create` starts no builder; `inspect --bootstrap` does, of an image that is not one: its files are there all the same.
  const files = await run(
    node1,
    `printf 'FROM alpine\\nENTRYPOINT ["sleep", "60"]\\n' | docker build --quiet --tag not-buildkit - > /dev/null
     docker buildx create --name mine --driver-opt image=not-buildkit > /dev/null
     timeout 5 docker buildx inspect --bootstrap mine > /dev/null 2>&1 || true
     docker cp buildx_buildkit_mine0:/etc/buildkit - | tar --list
     docker buildx rm mine > /dev/null 2>&1`,
  )
  for (const host of ['docker.io', 'registry-1.docker.io', 'gcr.io', 'ghcr.io', 'registry.gitlab.com']) {
    expect(files).toContain(`buildkit/certs/${host}/drydock-lab.crt`)
  }
})
