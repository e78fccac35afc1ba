import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Instance } from '../domain/instance.ts'
import { randomBase32 } from '../lib/random.ts'
import type { InstanceAccess, Provisioner } from '../ports/provisioner.ts'
import { instanceNameSchema, type SessionId } from '../protocol/ids.ts'
import { labEngineOptions } from '../testing/prepared-lab.ts'
import { outcomeInInstance } from '../testing/run-in-instance.ts'
import { connectLabEngine } from './lab-engine.ts'

/** What the systemctl and journalctl of images/instance do with the options that people know. */
let provisioner: Provisioner
let access: InstanceAccess
let node: Instance
const sessionId = randomBase32(26) as SessionId

beforeAll(async () => {
  ;({ provisioner, access } = await connectLabEngine(await labEngineOptions('services-test')))
  const spec = {
    sessionId,
    name: instanceNameSchema.parse('node1'),
    expiresAt: Date.now() + 600_000,
    hubMode: 'sandbox' as const,
    env: { DRYDOCK_USERNAME: 'wise-otter-42' },
  }
  const control = { signal: new AbortController().signal, onBooting: () => undefined }
  node = await provisioner.start(spec, control)
})
afterAll(() => provisioner.destroySession(sessionId))

/** Exit code and output of a script in the instance. */
function run(script: string): Promise<string> {
  return outcomeInInstance(access, node, script)
}

test('disable and enable act at once with --now, and --quiet says nothing', async () => {
  expect(await run('systemctl disable --now docker && systemctl is-active --quiet docker')).toBe('3: ')
  expect(await run('systemctl is-enabled docker')).toBe('1: disabled')
  expect(await run('systemctl enable --now docker && systemctl is-active -q docker && docker ps -q')).toBe(
    '0: ',
  )
  expect(await run('systemctl cat docker')).toMatch(/^0: # \/etc\/service\/docker\/run\n#!\/bin\/bash/)
})

test('journalctl shows the time that is asked for', async () => {
  expect(await run('journalctl -u docker --since "1 hour ago" | grep --count dockerd')).toMatch(/^0: [1-9]/)
  expect(await run('journalctl -u docker -S -1h --until -30min --no-pager')).toBe('0: ')
  expect(await run('journalctl -u docker -S someday')).toMatch(/^1: Failed to parse the time/)
})

test('a bridge address and a resolver in daemon.json count, and names still resolve on that bridge', async () => {
  expect(
    await run(
      `echo '{"bip": "172.30.0.1/24"}' > /etc/docker/daemon.json && systemctl restart docker &&
       docker pull --quiet alpine >/dev/null && docker run --rm alpine nslookup registry-1.docker.io >/dev/null &&
       docker network inspect bridge --format '{{(index .IPAM.Config 0).Gateway}}'`,
    ),
  ).toBe('0: 172.30.0.1')
  expect(
    await run(
      `echo '{"dns": ["192.0.2.1"]}' > /etc/docker/daemon.json && systemctl restart docker &&
       docker run --rm alpine grep ^nameserver /etc/resolv.conf`,
    ),
  ).toBe('0: nameserver 192.0.2.1')
})
