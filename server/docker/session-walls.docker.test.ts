import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Instance } from '../domain/instance.ts'
import { startListener, type Listener } from '../testing/listener-container.ts'
import { runInInstance } from '../testing/run-in-instance.ts'
import { hostEngine } from '../testing/throwaway-hub.ts'
import { startThrowawayLab, type ThrowawayLab } from '../testing/throwaway-lab.ts'
import { HUB_CONTAINERS } from './hub-containers.ts'

/** Documentation's own network (RFC 5737): here it is what the public internet is elsewhere. */
const PUBLIC = '203.0.113.10'
/** As the public address of the host itself. */
const HOST_PUBLIC = '203.0.113.20'
const PRIVATE = ['10.99.0.1', '172.31.0.1', '192.168.99.1', '100.64.0.1']
const METADATA = '169.254.169.254'
const MAIL_PORT = 25
const CLOSED_PORTS = [MAIL_PORT, 465, 587, 6667, 3333]
/** A service in the lab engine's own network namespace. */
const ENGINE_PORT = 8099
/** As in images/engine/drydock-firewall. */
const INSTANCE_CONNECTIONS = 500

const stack = new AsyncDisposableStack()
let lab: ThrowawayLab
let outside: Listener
let alice: Instance
let bob: Instance
let sandboxed: Instance
let hostPort: number

beforeAll(async () => {
  lab = stack.use(await startThrowawayLab({ egress: 'public', closedAddresses: [HOST_PUBLIC] }))
  const host = await hostEngine()
  outside = stack.use(
    await startListener(host, {
      image: lab.instanceImage,
      ports: [80, ...CLOSED_PORTS],
      addresses: [PUBLIC, HOST_PUBLIC, METADATA, ...PRIVATE],
    }),
  )
  stack.use(
    await startListener(host, {
      image: lab.instanceImage,
      ports: [ENGINE_PORT],
      networkMode: `container:${lab.lab.container.id}`,
    }),
  )
  for (const address of [PUBLIC, HOST_PUBLIC, METADATA, ...PRIVATE]) {
    await lab.lab.run(`ip route add ${address} via ${outside.address}`)
  }
  hostPort = await listenOnHost()
  alice = await lab.startInstance('live')
  bob = await lab.startInstance('live')
  sandboxed = await lab.startInstance('sandbox')
  for (const instance of [alice, sandboxed]) await runInInstance(lab.access, instance, INNER_IMAGE)
}, 400_000)
afterAll(() => stack.disposeAsync(), 60_000)

async function listenOnHost(): Promise<number> {
  const server: Server = createServer((socket) => socket.end('x'))
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve))
  stack.defer(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** Bash and what it needs, as an image of the inner Engine. */
const INNER_IMAGE = `tar --create --dereference --absolute-names /bin/bash /bin/timeout $(ldd /bin/bash /bin/timeout | grep -o '/[^ )]*' | grep -v : | sort -u) 2> /dev/null |
  docker import - inner > /dev/null`

/** Tells of each `address/port` whether something there answers a connection. */
function knock(targets: string[]): string {
  return targets
    .map(
      (target) =>
        `timeout 2 /bin/bash -c 'read -r -n 1 byte < /dev/tcp/${target} && [ "$byte" = x ]' 2> /dev/null && echo ${target}`,
    )
    .join('\n')
}

/** Those that answered, of `address/port`. */
async function reachable(instance: Instance, targets: string[]): Promise<string[]> {
  return lines(await runInInstance(lab.access, instance, `set +e\n${knock(targets)}\ntrue`))
}

async function reachableFromContainer(
  instance: Instance,
  network: string,
  targets: string[],
): Promise<string[]> {
  const script = `docker run --interactive --rm --network ${network} inner /bin/bash << 'EOF'\n${knock(targets)}\ntrue\nEOF`
  return lines(await runInInstance(lab.access, instance, script))
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}

function gatewayOf({ ip }: Instance): string {
  const [a, b, c, d] = ip.split('.').map(Number) as [number, number, number, number]
  return [a, b, c, (d & ~63) + 1].join('.')
}

/** Everything that no instance may reach. Each of them answers: the lab engine itself gets through. */
async function forbidden(from: Instance): Promise<string[]> {
  const hostAddress = await lab.lab.run(`ip -4 -json route show default | jq -r '.[0].gateway'`)
  const engineAddress = await lab.lab.run(
    `ip -4 -json address show dev eth0 | jq -r '.[0].addr_info[0].local'`,
  )
  const others = [alice, bob, sandboxed].filter(({ id }) => id !== from.id)
  return [
    `${METADATA}/80`,
    `${HOST_PUBLIC}/80`,
    ...PRIVATE.map((address) => `${address}/80`),
    `${outside.address}/80`,
    `${hostAddress}/${hostPort}`,
    ...[engineAddress, ...[alice, bob, sandboxed].map(gatewayOf)].map(
      (address) => `${address}/${ENGINE_PORT}`,
    ),
    ...others.map(({ ip }) => `${ip}/7000`),
  ]
}

beforeAll(async () => {
  for (const instance of [alice, bob, sandboxed]) {
    const serve = `import socketserver
class Answer(socketserver.BaseRequestHandler):
    def handle(self): self.request.send(b'x')
socketserver.ThreadingTCPServer(('0.0.0.0', 7000), Answer).serve_forever()`
    await runInInstance(
      lab.access,
      instance,
      `nohup python3 -c "${serve}" > /dev/null 2>&1 &
until (: < /dev/tcp/127.0.0.1/7000) 2> /dev/null; do sleep 0.1; done`,
    )
  }
})

test('everything that instances must not reach is there, as seen from the lab engine', async () => {
  const targets = [...(await forbidden(alice)), `${alice.ip}/7000`, `${PUBLIC}/80`]
  expect(lines(await lab.lab.run(knock(targets)))).toEqual(targets)
})

test('with a way out, an instance reaches the public internet and nothing else', async () => {
  const targets = await forbidden(alice)
  expect(await reachable(alice, [`${PUBLIC}/80`, ...targets])).toEqual([`${PUBLIC}/80`])
})

test.each(['bridge', 'host'])('nor does a container in it, on its %s network', async (network) => {
  const targets = await forbidden(alice)
  expect(await reachableFromContainer(alice, network, [`${PUBLIC}/80`, ...targets])).toEqual([`${PUBLIC}/80`])
})

test('mail, IRC and mining ports of the public internet are closed', async () => {
  const targets = CLOSED_PORTS.map((port) => `${PUBLIC}/${port}`)
  expect(lines(await lab.lab.run(knock(targets)))).toEqual(targets)
  expect(await reachable(alice, targets)).toEqual([])
})

test('in a sandbox nothing is reachable, whatever routes its root makes', async () => {
  const targets = [`${PUBLIC}/80`, ...(await forbidden(sandboxed))]
  expect(await reachable(sandboxed, targets)).toEqual([])
  await runInInstance(lab.access, sandboxed, `ip route replace default via ${gatewayOf(sandboxed)}`)
  expect(await reachable(sandboxed, targets)).toEqual([])
  expect(await reachableFromContainer(sandboxed, 'bridge', targets)).toEqual([])
})

test('an address in another session’s network opens no way to it', async () => {
  const stolen = bob.ip.replace(/\d+$/, (last) => String(Number(last) + 7))
  await runInInstance(
    lab.access,
    alice,
    `ip address add ${stolen}/26 dev eth0; ip route add ${sandboxed.ip}/32 dev eth0 src ${stolen}`,
  )
  try {
    const targets = [`${bob.ip}/7000`, `${gatewayOf(bob)}/${ENGINE_PORT}`, `${sandboxed.ip}/7000`]
    expect(await reachable(alice, targets)).toEqual([])
  } finally {
    await runInInstance(
      lab.access,
      alice,
      `ip route del ${sandboxed.ip}/32; ip address del ${stolen}/26 dev eth0`,
    )
  }
})

test('a packet with another session’s source address goes nowhere', async () => {
  const send = (text: string) => `printf '${text}' > /dev/udp/${PUBLIC}/9999`
  // A source address is chosen by the route.
  await runInInstance(
    lab.access,
    alice,
    `ip address add ${bob.ip}/32 dev eth0
ip route add ${PUBLIC}/32 via ${gatewayOf(alice)} src ${bob.ip}
${send('spoofed')}
ip route del ${PUBLIC}/32 && ip address del ${bob.ip}/32 dev eth0
${send('honest')}`,
  )
  const arrived = async () => (await outside.notes()).map((line) => line.split(' ')[0])
  await expect.poll(arrived).toEqual(['honest'])
})

test('IPv6 is closed: not even the bridge answers', async () => {
  // Docker may have switched it off; then there is nothing to close.
  await lab.lab.run('for file in /proc/sys/net/ipv6/conf/*/disable_ipv6; do echo 0 > $file; done')
  await runInInstance(lab.access, alice, 'echo 0 > /proc/sys/net/ipv6/conf/eth0/disable_ipv6')
  const usable =
    '.[] | select(.ifname | startswith("br-")) | .addr_info[] | select(.tentative | not) | .local'
  const findAddresses = () => lab.lab.run(`ip -6 -json address | jq -r '[${usable}] | join(" ")'`)
  await expect.poll(findAddresses, { timeout: 10_000 }).toMatch(/^fe80:.* fe80:/)
  const bridgeAddress = await findAddresses()
  const knocks = bridgeAddress.split(' ').map(
    (address) => `python3 -c "
import socket
try:
    socket.create_connection(('${address}%eth0', ${ENGINE_PORT}), 1)
    print('open')
except OSError:
    print('closed')"`,
  )
  const answers = lines(await runInInstance(lab.access, alice, knocks.join('\n')))
  expect(new Set(answers)).toEqual(new Set(['closed']))
})

test('rules that are changed or flushed come back, and sessions are apart meanwhile', async () => {
  const targets = await forbidden(alice)
  await lab.lab.run('iptables -F; iptables -X')
  expect(await reachable(alice, targets)).toEqual([])
  for (const damage of [
    'nft flush chain inet drydock in',
    'nft delete table inet drydock',
    'nft flush ruleset',
  ]) {
    const before = await lab.lab.run('nft --stateless --terse list table inet drydock')
    await lab.lab.run(damage)
    const now = () => lab.lab.run('nft --stateless --terse list table inet drydock')
    await expect.poll(now, { timeout: 20_000 }).toBe(before)
  }
  expect(await reachable(alice, targets)).toEqual([])
})

test('one instance cannot take all connections, nor open them as fast as it likes', async () => {
  const script = `python3 - << 'EOF'
import socket, time
open_sockets, refused, end = [], 0, time.monotonic() + 25
first_second = None
start = time.monotonic()
while time.monotonic() < end and refused < 5000 and len(open_sockets) < ${INSTANCE_CONNECTIONS + 100}:
    try:
        open_sockets.append(socket.create_connection(('${PUBLIC}', 80), 2))
    except OSError:
        refused += 1
        time.sleep(0.005)
    if first_second is None and time.monotonic() - start > 1:
        first_second = len(open_sockets)
print(first_second, len(open_sockets))
EOF`
  // What was flushed above was dockerd's, too; only a new start brings the way out back.
  await restartWithRoutes()
  alice = await lab.startInstance('live')
  bob = await lab.startInstance('live')
  const [firstSecond, total] = (await runInInstance(lab.access, alice, script)).split(' ').map(Number)
  expect(firstSecond).toBeLessThanOrEqual(350)
  expect(total).toBeGreaterThan(INSTANCE_CONNECTIONS / 2)
  expect(total).toBeLessThanOrEqual(INSTANCE_CONNECTIONS)
  expect(await reachable(bob, [`${PUBLIC}/80`])).toEqual([`${PUBLIC}/80`])
})

async function restartWithRoutes(): Promise<void> {
  await lab.lab.restart()
  for (const address of [PUBLIC, METADATA])
    await lab.lab.run(`ip route add ${address} via ${outside.address}`)
  for (const hub of Object.values(HUB_CONTAINERS)) await lab.lab.engine.getContainer(hub).start()
}

test('after a crash of the lab engine the rules are there before the first instance', async () => {
  const { StartedAt } = (await lab.lab.container.inspect()).State
  await restartWithRoutes()
  expect((await lab.lab.container.inspect()).State.StartedAt).not.toBe(StartedAt)
  const carol = await lab.startInstance('live')
  const targets = [`${PUBLIC}/80`, `${METADATA}/80`, `${outside.address}/80`]
  expect(lines(await lab.lab.run(knock(targets)))).toEqual(targets)
  expect(await reachable(carol, targets)).toEqual([`${PUBLIC}/80`])
})
