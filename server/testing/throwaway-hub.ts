import type Docker from 'dockerode'
import { mkdtemp, rm } from 'node:fs/promises'
import { request as sendPlainly, type IncomingHttpHeaders } from 'node:http'
import { request as sendSecurely, type RequestOptions } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import { readCliEnvironment } from '../cli/cli-environment.ts'
import { findHostEngine } from '../docker/setup/host-engine.ts'
import { waitUntilUp } from '../docker/setup/hub.ts'
import { HUB_CERTIFICATE_PATHS, hubEnvironment } from '../docker/setup/hub-spec.ts'
import { LABEL } from '../docker/labels.ts'
import { readCertificates } from '../docker/setup/lab-ca.ts'
import { tarOf } from '../docker/setup/tar.ts'
import { ControlClient } from '../hub/control-client.ts'
import type { ExpiringHubAccount } from '../ports/hub.ts'
import { HubAccounts } from '../services/hub-accounts.ts'
import { preparedLab } from './prepared-lab.ts'
import { execInContainer } from './run-in-container.ts'

export interface HubRequest {
  host: string
  method?: string
  path: string
  headers?: Record<string, string>
  body?: Buffer | string | Readable
  signal?: AbortSignal
}

export interface HubAnswer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
  text: string
  /** Throws when the body is not JSON. */
  json: <T>() => T
}

export interface ThrowawayHub extends AsyncDisposable {
  control: ControlClient
  container: Docker.Container
  send: (request: HubRequest) => Promise<HubAnswer>
  /** Runs a command in the Hub's container and answers with what it prints. */
  run: (...command: string[]) => Promise<string>
}

export interface ThrowawayOptions {
  quotaMib?: number
  /** A network of the host's Engine, and names there. */
  network?: { name: string; aliases: string[] }
  /** Live mode: mirrors this registry. The container then trusts the lab CA. */
  mirror?: { url: string; username: string; password: string }
}

const NO_MIRROR = { url: undefined, username: undefined, password: undefined }

/** A Hub of its own on the host's Engine, with the production image and nothing in it, at a port of loopback. */
export async function startThrowawayHub(options: ThrowawayOptions = {}): Promise<ThrowawayHub> {
  const { hubImage } = await preparedLab()
  const { paths } = readCliEnvironment()
  const host = await hostEngine()
  const { caCertificate, hubCertificate, hubKey } = (await readCertificates(paths.caDir))!
  const folder = await mkdtemp(join(tmpdir(), 'drydock-hub-'))
  const port = options.mirror ? '5000/tcp' : '443/tcp'
  const container = await host.createContainer({
    Image: hubImage,
    Labels: { [LABEL.role]: 'test-hub' },
    Env: hubEnvironment({
      mode: options.mirror ? 'live' : 'sandbox',
      quotaMib: options.quotaMib,
      mirror: options.mirror ?? NO_MIRROR,
    }),
    ExposedPorts: { [port]: {} },
    HostConfig: {
      Binds: [`${folder}:/run/drydock`],
      PortBindings: { [port]: [{ HostIp: '127.0.0.1', HostPort: '' }] },
      Init: true,
      ...(options.network && { NetworkMode: options.network.name }),
    },
    ...(options.network && {
      NetworkingConfig: { EndpointsConfig: { [options.network.name]: { Aliases: options.network.aliases } } },
    }),
  })
  const remove = async (): Promise<void> => {
    await container.remove({ force: true, v: true })
    await rm(folder, { recursive: true })
  }
  try {
    const files = {
      [HUB_CERTIFICATE_PATHS.certificate]: hubCertificate,
      [HUB_CERTIFICATE_PATHS.key]: hubKey,
      ...(options.mirror && { 'etc/ssl/certs/drydock-lab.pem': caCertificate }),
    }
    await container.putArchive(tarOf(files), { path: '/' })
    await container.start()
    const { NetworkSettings } = await container.inspect()
    const hostPort = Number(NetworkSettings.Ports[port]![0]!.HostPort)
    const control = new ControlClient({ socketPath: join(folder, 'hub.sock'), owner: 'test' })
    await waitUntilUp(control)
    const transport = options.mirror ? sendPlainly : sendSecurely
    const target = { host: '127.0.0.1', port: hostPort, ca: caCertificate, agent: false as const }
    const send = (request: HubRequest) => sendTo(transport, target, request)
    const run = (...command: string[]) => execInContainer(host, container, { command, hasStderr: false })
    return { control, container, send, run, [Symbol.asyncDispose]: remove }
  } catch (error) {
    await remove()
    throw error
  }
}

/** The Engine of this machine, which set-up has started where there was none. */
export async function hostEngine(): Promise<Docker> {
  return (await findHostEngine(readCliEnvironment().dockerHost))!
}

export function testAccount(username: string): ExpiringHubAccount {
  const account = new HubAccounts('secret of the tests').derive({ id: username as never, username })
  return { ...account, expiresAt: Date.now() + 3_600_000 }
}

export function basic(username: string, password: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` }
}

function sendTo(
  transport: typeof sendSecurely,
  target: RequestOptions,
  { host, method = 'GET', path, headers, body, signal }: HubRequest,
): Promise<HubAnswer> {
  return new Promise((resolve, reject) => {
    const isStream = typeof body === 'object' && 'pipe' in body
    const length = body === undefined || isStream ? {} : { 'content-length': Buffer.byteLength(body) }
    const options = { ...target, servername: host, method, path, headers: { host, ...length, ...headers } }
    const outgoing = transport({ ...options, ...(signal && { signal }) }, (incoming) => {
      const { statusCode, headers: received } = incoming
      buffer(incoming).then((bytes) => {
        const text = bytes.toString('utf8')
        const json = <T>() => JSON.parse(text) as T
        resolve({ status: statusCode!, headers: received, body: bytes, text, json })
      }, reject)
    })
    outgoing.once('error', reject)
    if (isStream) body.pipe(outgoing)
    else outgoing.end(body)
  })
}
