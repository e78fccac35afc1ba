/**
 * What the gateway costs: pulling the largest image of the catalogue through it and straight from a bare registry
 * on the same network, and many instances that pull at once. `npm run bench:hub`; needs what `npm test` sets up.
 */
import Docker from 'dockerode'
import { HUB_CONTAINERS } from '../server/docker/hub-containers.ts'
import { runScript } from '../server/docker/run-script.ts'
import { sessionNetworkName } from '../server/docker/session-network.ts'
import { randomBase32 } from '../server/lib/random.ts'
import { startHubSessions, type HubSession, type HubSessions } from '../server/testing/hub-session.ts'
import { preparedLab } from '../server/testing/prepared-lab.ts'
import { printTable } from './print-table.ts'
import { quantile } from './quantile.ts'

const ROUNDS = 7
const CROWD = Number(process.argv[2] ?? 30)
const CROWD_IMAGE = 'nginx'
const TARGET_RATIO = 1.3
const TARGET_MEMORY_MIB = 200
const BARE_PORT = 5000
const MiB = 1024 * 1024

const { engineSocketPath, hubImage } = await preparedLab()
const hubContainer = HUB_CONTAINERS.sandbox
const engine = new Docker({ socketPath: engineSocketPath })

/**
 * The Hub's own image with `registry` in place of the gateway, on a copy of what the Hub stores: the same program,
 * bytes and disk. Plain HTTP, so the gateway's TLS is part of what it costs.
 */
async function startBareRegistry(network: string): Promise<AsyncDisposable & { address: string }> {
  const hub = await engine.getContainer(hubContainer).inspect()
  const storage = hub.Mounts.find(({ Destination }) => Destination === '/var/lib/registry')!.Name!
  const container = await engine.createContainer({
    Image: hubImage,
    name: `drydock-bench-${randomBase32(8)}`,
    Entrypoint: ['docker-registry', 'serve', '/etc/drydock/registry.yml'],
    Env: [
      `REGISTRY_HTTP_ADDR=0.0.0.0:${BARE_PORT}`,
      'REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY=/var/lib/registry',
      'REGISTRY_STORAGE_MAINTENANCE_READONLY={"enabled":true}',
    ],
    HostConfig: { Binds: [`${storage}:/var/lib/registry:ro`], NetworkMode: network },
  })
  await container.start()
  const { NetworkSettings } = await container.inspect()
  const { IPAddress } = NetworkSettings.Networks[network]!
  return {
    address: `${IPAddress}:${BARE_PORT}`,
    [Symbol.asyncDispose]: () => container.remove({ force: true, v: false }),
  }
}

async function pullMs({ run }: HubSession, image: string): Promise<number> {
  await run('docker image prune --all --force >/dev/null')
  const begin = performance.now()
  await run(`docker image pull --quiet ${image}`)
  return performance.now() - begin
}

/** `library/python:3.12`: what takes longest to pull of all that the catalogue has at docker.io. */
async function largestImage({ control }: HubSessions): Promise<string> {
  const { catalog } = await control.search({ query: '', username: undefined })
  let largest = { image: '', bytes: 0 }
  for (const { host, name } of catalog.filter((repository) => repository.host === 'docker.io')) {
    const repository = await control.repository({ host, name, username: undefined })
    for (const { name: tag, platforms } of repository?.tags ?? []) {
      const bytes = Math.max(...platforms.map(({ compressedBytes }) => compressedBytes))
      if (bytes > largest.bytes) largest = { image: `${name}:${tag}`, bytes }
    }
  }
  return largest.image
}

async function comparePulls(): Promise<void> {
  await using lab = await startHubSessions('bench-hub', { count: 1 })
  const largest = await largestImage(lab)
  const session = lab.sessions[0]!
  const network = sessionNetworkName(session.instance.sessionId)
  await using bare = await startBareRegistry(network)
  await session.run(
    `echo '{ "insecure-registries": ["${bare.address}"] }' > /etc/docker/daemon.json && systemctl restart docker`,
  )
  const straight = `${bare.address}/docker.io/${largest}`
  // Once each, unmeasured: the blobs are then in the page cache for both.
  await pullMs(session, largest)
  const bytes = Number(await session.run(`docker image inspect --format '{{.Size}}' ${largest}`))
  await pullMs(session, straight)
  const gatewayMs: number[] = []
  const bareMs: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    gatewayMs.push(await pullMs(session, largest))
    bareMs.push(await pullMs(session, straight))
  }
  const ratio = (q: number) => quantile(gatewayMs, q) / quantile(bareMs, q)
  const row = (name: string, times: number[]) => [
    name,
    `${Math.round(quantile(times, 0.5))} ms`,
    `${Math.round(quantile(times, 0.95))} ms`,
  ]
  printTable(
    [`docker pull ${largest}, ${Math.round(bytes / MiB)} MiB unpacked`, 'p50', 'p95'],
    [
      row('through the gateway (TLS)', gatewayMs),
      row('from a bare registry (plain HTTP)', bareMs),
      [`ratio, target ≤ ${TARGET_RATIO} ×`, `${ratio(0.5).toFixed(2)} ×`, `${ratio(0.95).toFixed(2)} ×`],
    ],
  )
}

/** Runs a script in the Hub's container; `$gateway` is its process. */
async function inHub(script: string): Promise<string> {
  const limits = { timeoutMs: 10_000, maxOutputBytes: 16 * 1024 }
  const result = await runScript(engine, hubContainer, `gateway=$(pidof -s node)\n${script}`, limits)
  if (result.status === 'exited' && result.exitCode === 0) return result.output
  throw new Error(`failed in the Hub: ${JSON.stringify(result)}`)
}

/** Resident memory of the gateway's process: now, and the most since the mark was last reset. */
async function gatewayMemory(): Promise<{ nowMiB: number; peakMiB: number }> {
  const status = await inHub('cat /proc/$gateway/status')
  const readMiB = (field: string) => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024
  return { nowMiB: readMiB('VmRSS'), peakMiB: readMiB('VmHWM') }
}

async function crowd(): Promise<void> {
  await using lab = await startHubSessions('bench-hub-crowd', { count: CROWD, timeoutMs: 300_000 })
  // The mark of the most memory starts anew.
  await inHub('echo 5 > /proc/$gateway/clear_refs')
  const before = await gatewayMemory()
  const begin = performance.now()
  const times = await Promise.allSettled(lab.sessions.map((session) => pullMs(session, CROWD_IMAGE)))
  const totalMs = performance.now() - begin
  const { peakMiB } = await gatewayMemory()
  const failures = times.flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : []))
  const each = times.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  printTable(
    [`${CROWD} instances pull ${CROWD_IMAGE} at once`, ''],
    [
      ['failures, target 0', String(failures.length)],
      ['all done after', `${(totalMs / 1000).toFixed(1)} s`],
      ['one pull, p50', `${(quantile(each, 0.5) / 1000).toFixed(1)} s`],
      ['one pull, p95', `${(quantile(each, 0.95) / 1000).toFixed(1)} s`],
      ['gateway’s memory before', `${Math.round(before.nowMiB)} MiB`],
      [`gateway’s peak memory, target < ${TARGET_MEMORY_MIB} MiB`, `${Math.round(peakMiB)} MiB`],
    ],
  )
  for (const failure of failures.slice(0, 3)) console.log(failure)
}

await comparePulls()
console.log()
await crowd()
