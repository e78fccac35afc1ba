import { text } from 'node:stream/consumers'
import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Instance, OpenPort } from '../domain/instance.ts'
import { DialAgent } from '../lib/dial-agent.ts'
import { randomBase32 } from '../lib/random.ts'
import type { InstanceAccess, Provisioner } from '../ports/provisioner.ts'
import { instanceNameSchema, type SessionId } from '../protocol/ids.ts'
import { labEngineOptions } from '../testing/prepared-lab.ts'
import { runInInstance } from '../testing/run-in-instance.ts'
import { connectLabEngine } from './lab-engine.ts'

/** One session with two instances, and a stranger's session beside it. */
let provisioner: Provisioner
let access: InstanceAccess
let node1: Instance
let node2: Instance
let stranger: Instance
const sessionId = randomBase32(26) as SessionId
const strangersId = randomBase32(26) as SessionId

function start(session: SessionId, name: string): Promise<Instance> {
  const spec = {
    sessionId: session,
    name: instanceNameSchema.parse(name),
    expiresAt: Date.now() + 600_000,
    hubMode: 'sandbox' as const,
    env: { DRYDOCK_USERNAME: 'wise-otter-42' },
  }
  return provisioner.start(spec, { signal: new AbortController().signal, onBooting: () => undefined })
}

beforeAll(async () => {
  ;({ provisioner, access } = await connectLabEngine(await labEngineOptions('instance-test')))
  ;[node1, node2, stranger] = await Promise.all([
    start(sessionId, 'node1'),
    start(sessionId, 'node2'),
    start(strangersId, 'node1'),
  ])
})

afterAll(async () => {
  await Promise.all([provisioner.destroySession(sessionId), provisioner.destroySession(strangersId)])
})

const run = (instance: Instance, script: string) => runInInstance(access, instance, script)

async function fails(instance: Instance, script: string): Promise<void> {
  const result = await access.runScript(instance.id, script, { timeoutMs: 30_000, maxOutputBytes: 4096 })
  expect(result).toMatchObject({ status: 'exited' })
  expect(result.status === 'exited' && result.exitCode).not.toBe(0)
}

test('it has a real Engine of 26 or newer, with buildx and compose', async () => {
  const version = await run(node1, "docker version --format '{{.Server.Version}}'")
  expect(Number.parseInt(version)).toBeGreaterThanOrEqual(26)
  await run(node1, 'docker buildx version && docker compose version')
})

test('its name is its host name, and its session’s instances find each other by name', async () => {
  expect(await run(node1, 'hostname')).toBe('node1')
  expect(await run(node1, 'getent hosts node2')).toContain(node2.ip)
  await run(node1, 'ping -c 1 -W 2 node2')
})

test('an image comes from the sandbox Hub by its usual name, is run, pushed to a registry, and listed', async () => {
  await run(node1, 'docker pull --quiet alpine && docker pull --quiet registry:2')
  expect(await run(node1, 'docker run --rm alpine echo from a container')).toBe('from a container')
  await run(
    node1,
    `docker run -d -p 5000:5000 --name registry registry:2
     until curl -sf localhost:5000/v2/ >/dev/null; do sleep 0.1; done
     docker tag alpine localhost:5000/mine:1 && docker push --quiet localhost:5000/mine:1`,
  )
  expect(await run(node1, 'curl -s localhost:5000/v2/_catalog')).toBe('{"repositories":["mine"]}')
})

test('inner containers and builds resolve the same names as the instance, also on the default bridge', async () => {
  await run(node1, 'docker run --rm alpine nslookup registry-1.docker.io')
  await run(node1, 'docker run --rm alpine ping -c 1 -W 2 node2')
  await run(
    node1,
    `mkdir -p /tmp/build && cd /tmp/build
     printf 'FROM alpine\\nRUN nslookup registry-1.docker.io\\n' > Dockerfile
     docker build --quiet .`,
  )
})

test('a published port is seen as it appears and goes, and is reached through the instance’s loopback', async () => {
  const seen: OpenPort[][] = []
  let wake: () => void = () => undefined
  using _watch = access.watch(node1.id, {
    isWatched: () => true,
    onEngine: () => undefined,
    onActivity: () => undefined,
    onHappening: () => undefined,
    onKill: () => undefined,
    onUsage: () => undefined,
    onPorts: (ports) => {
      seen.push(ports)
      wake()
    },
  })
  const until = async (isThere: boolean) => {
    while (seen.at(-1)?.some(({ port }) => port === 5000) !== isThere) {
      await new Promise<void>((resolve) => (wake = resolve))
    }
  }
  await until(true)
  const agent = new DialAgent(() => access.dialPort(node1.id, 5000))
  const body = await new Promise<string>((resolve, reject) => {
    request({ agent, path: '/v2/_catalog' }, (response) => resolve(text(response)))
      .once('error', reject)
      .end()
  })
  expect(JSON.parse(body)).toEqual({ repositories: ['mine'] })
  await run(node1, 'docker rm -f registry')
  await until(false)
})

test('a port where nothing listens ends the connection', async () => {
  const socket = await access.dialPort(node1.id, 9)
  expect(await text(socket)).toBe('')
})

test('docker restarts by systemctl, tells its state, and comes back after a crash', async () => {
  const before = await run(node2, 'pidof dockerd')
  await run(node2, 'sudo systemctl restart docker && docker info >/dev/null')
  const after = await run(node2, 'pidof dockerd')
  expect(after).not.toBe(before)
  expect(await run(node2, 'systemctl is-active docker')).toBe('active')
  await run(node2, 'systemctl stop docker')
  await fails(node2, 'systemctl is-active docker')
  await run(
    node2,
    'systemctl start docker && systemctl status docker --no-pager | grep -q "active (running)"',
  )
  await run(node2, 'kill -9 $(pidof dockerd); until docker info >/dev/null 2>&1; do sleep 0.2; done')
})

test('a broken daemon.json is told, and mended it works again', async () => {
  await run(node2, 'echo "{ broken" > /etc/docker/daemon.json')
  await fails(node2, 'systemctl restart docker')
  expect(await run(node2, 'journalctl -u docker -n 20 --no-pager')).toContain('daemon.json')
  await run(node2, 'rm /etc/docker/daemon.json && systemctl restart docker && docker info >/dev/null')
})

test('a script that loops or floods is cut off', async () => {
  const slow = await access.runScript(node2.id, 'sleep 60', { timeoutMs: 500, maxOutputBytes: 100 })
  expect(slow).toEqual({ status: 'timed-out' })
  const flood = await access.runScript(node2.id, 'head -c 5000000 /dev/zero | tr "\\0" x; echo; echo end', {
    timeoutMs: 20_000,
    maxOutputBytes: 100,
  })
  expect(flood).toMatchObject({ status: 'exited', exitCode: 0 })
  expect(flood.status === 'exited' && flood.output).toMatch(/^x{95}\nend\n$/)
})

test('nothing leads out of the session but the Hub', async () => {
  // The engine's own address in the session's network: the first of its /26 (images/engine/drydock-engine).
  const gateway = node1.ip.replace(/\d+$/, (last) => String((Number(last) & ~63) + 1))
  for (const target of [stranger.ip, gateway, '169.254.169.254', '1.1.1.1']) {
    await fails(node1, `timeout 3 bash -c 'exec 3<>/dev/tcp/${target}/443'`)
    await fails(node1, `timeout 3 ping -c 1 -W 1 ${target}`)
  }
  await run(node1, "timeout 3 bash -c 'exec 3<>/dev/tcp/registry-1.docker.io/443'")
})

test('root in an instance cannot lift its own limits', async () => {
  // cgroup v1 has the first file, v2 the second; a file that is not there must not be made.
  await fails(
    node1,
    'cd /sys/fs/cgroup; if [ -e memory.max ]; then echo max > memory.max; else echo -1 > memory/memory.limit_in_bytes; fi',
  )
  await fails(node1, 'cd /sys/fs/cgroup; [ -e pids.max ] || cd pids; echo max > pids.max')
  await fails(node1, 'ulimit -n 1000000')
})
