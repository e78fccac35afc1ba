import { dirname } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Instance } from '../domain/instance.ts'
import type { HubMode } from '../protocol/hub-mode.ts'
import { startListener, type Listener } from '../testing/listener-container.ts'
import { silentProgress } from '../lib/progress.ts'
import { preparedLab } from '../testing/prepared-lab.ts'
import { readCliEnvironment } from '../cli/cli-environment.ts'
import { runInInstance } from '../testing/run-in-instance.ts'
import { hostEngine } from '../testing/throwaway-hub.ts'
import { startThrowawayLab, type ThrowawayLab } from '../testing/throwaway-lab.ts'
import { ensureHub } from './setup/hub.ts'
import { readCertificates } from './setup/lab-ca.ts'
import { HUB_CONTAINERS } from './hub-containers.ts'
import { sessionNetworkName } from './session-network.ts'

/** Documentation's own network (RFC 5737): here it is what the public internet is elsewhere. */
const PUBLIC = '203.0.113.10'
const UPSTREAM_PORT = 8080
const PORTS = { sandbox: [80, 443], live: [5000] }

/** A machine that offers both: its networks with a way out have one, and each mode its stand-in for a Hub. */
const stack = new AsyncDisposableStack()
let lab: ThrowawayLab
let outside: Listener
let sandboxed: Instance
let live: Instance

beforeAll(async () => {
  lab = stack.use(await startThrowawayLab({ egress: 'public' }))
  const { instanceImage: image } = lab
  outside = stack.use(await startListener(await hostEngine(), { image, ports: [80], addresses: [PUBLIC] }))
  await lab.lab.run(`ip route add ${PUBLIC} via ${outside.address}`)
  for (const mode of ['sandbox', 'live'] as const) {
    const networkMode = `container:${HUB_CONTAINERS[mode]}`
    stack.use(await startListener(lab.lab.engine, { image, ports: PORTS[mode], networkMode }))
  }
  sandboxed = await lab.startInstance('sandbox')
  live = await lab.startInstance('live')
}, 300_000)
afterAll(() => stack.disposeAsync(), 60_000)

/** The containers in the session's network that are not its instance, by their addresses. */
async function hubsOf({ sessionId }: Instance): Promise<Record<string, string>> {
  const info = (await lab.lab.engine.getNetwork(sessionNetworkName(sessionId)).inspect()) as {
    Containers: Record<string, { Name: string; IPv4Address: string }>
  }
  const hubs = Object.values(info.Containers).filter(({ Name }) => Name.startsWith('drydock-'))
  return Object.fromEntries(hubs.map(({ Name, IPv4Address }) => [Name, IPv4Address.replace(/\/.*/, '')]))
}

async function hubAddress(instance: Instance, mode: HubMode): Promise<string> {
  return (await hubsOf(instance))[HUB_CONTAINERS[mode]]!
}

/** Those that answered, of `address/port`. */
async function reachable(instance: Instance, targets: string[]): Promise<string[]> {
  const knocks = targets.map(
    (target) =>
      `timeout 2 bash -c 'read -r -n 1 byte < /dev/tcp/${target} && [ "$byte" = x ]' 2> /dev/null && echo ${target}`,
  )
  const output = await runInInstance(lab.access, instance, `set +e\n${knocks.join('\n')}\ntrue`)
  return output.split('\n').filter((line) => line !== '')
}

test('each session’s network has the Hub of its mode, and no other', async () => {
  expect(Object.keys(await hubsOf(sandboxed))).toEqual(['drydock-hub'])
  expect(Object.keys(await hubsOf(live))).toEqual(['drydock-mirror'])
})

test('each instance is told where its own Hub is', async () => {
  const tell = 'echo "$DRYDOCK_HUB_ADDRESS|$DRYDOCK_REGISTRY_MIRROR"'
  expect(await runInInstance(lab.access, sandboxed, tell)).toBe(`${await hubAddress(sandboxed, 'sandbox')}|`)
  const mirror = `http://${await hubAddress(live, 'live')}:5000`
  expect(await runInInstance(lab.access, live, tell)).toBe(`|${mirror}`)
  expect(await runInInstance(lab.access, live, 'docker info')).toContain(mirror)
})

test('beside a session with a way out, one in a sandbox reaches its Hub and nothing else', async () => {
  const hub = await hubAddress(sandboxed, 'sandbox')
  const mirror = await hubAddress(live, 'live')
  const targets = [`${hub}/80`, `${hub}/443`, `${mirror}/5000`, `${PUBLIC}/80`]
  expect(await reachable(live, targets)).toEqual([`${mirror}/5000`, `${PUBLIC}/80`])
  expect(await reachable(sandboxed, targets)).toEqual([`${hub}/80`, `${hub}/443`])
  // Whatever routes its root makes: by the bridge, and by the Hub.
  const bridge = sandboxed.ip.replace(/\d+$/, (last) => String((Number(last) & ~63) + 1))
  for (const way of [bridge, hub]) {
    await runInInstance(lab.access, sandboxed, `ip route replace default via ${way}`)
    expect(await reachable(sandboxed, targets)).toEqual([`${hub}/80`, `${hub}/443`])
  }
})

test('a Hub that was lost comes back to the sessions of its mode alone, at the same address', async () => {
  const before = [await hubsOf(sandboxed), await hubsOf(live)]
  for (const instance of [sandboxed, live]) {
    const network = lab.lab.engine.getNetwork(sessionNetworkName(instance.sessionId))
    for (const Container of Object.keys(await hubsOf(instance))) await network.disconnect({ Container })
  }
  expect([await hubsOf(sandboxed), await hubsOf(live)]).toEqual([{}, {}])
  await lab.provisioner.reconnectHub()
  expect([await hubsOf(sandboxed), await hubsOf(live)]).toEqual(before)
})

test('a session’s network stays what it was made for: a sandbox gets no way out by it', async () => {
  const spec = { sessionId: live.sessionId, name: live.name, expiresAt: Date.now() + 600_000, env: {} }
  const options = { signal: AbortSignal.timeout(60_000), onBooting: () => undefined }
  await expect(lab.provisioner.start({ ...spec, hubMode: 'sandbox' }, options)).rejects.toMatchObject({
    code: 'INSTANCE_FAILED',
  })
})

test('the mirror that set-up makes takes its place in live sessions, and has no part in the Hub’s control', async () => {
  await outside.run(`nohup python3 -m http.server ${UPSTREAM_PORT} > /dev/null 2>&1 &`)
  const before = await hubsOf(live)
  const certificates = (await readCertificates(readCliEnvironment().paths.caDir))!
  const { hubImage: image } = await preparedLab()
  const mirror = { url: `http://${PUBLIC}:${UPSTREAM_PORT}`, username: undefined, password: undefined }
  const place = { host: await hostEngine(), lab: lab.lab.engine, runtimeDir: dirname(lab.lab.socketPath) }
  await ensureHub(place, { image, certificates, mode: 'live', quotaMib: undefined, mirror }, silentProgress)
  expect(await hubsOf(live)).toEqual(before)
  const address = await hubAddress(live, 'live')
  const ask = `curl --silent --output /dev/null --write-out '%{http_code}' http://${address}:5000/v2/`
  expect(await runInInstance(lab.access, live, ask)).toBe('200')
  const { Mounts } = await lab.lab.engine.getContainer(HUB_CONTAINERS.live).inspect()
  expect(Mounts.map(({ Type, Destination }) => `${Type} ${Destination}`)).toEqual([
    'volume /var/lib/registry',
  ])
}, 120_000)
