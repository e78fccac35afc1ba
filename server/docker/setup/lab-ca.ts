import { createPrivateKey, X509Certificate } from 'node:crypto'
import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HUB_CERTIFICATE_NAMES } from '../../domain/registry-hosts.ts'
import { ensureCommand } from './debian-packages.ts'
import type { Progress } from '../../lib/progress.ts'
import { runCommand } from './run-command.ts'

const CA_DAYS = 3650
/** Clients refuse more than 398 days. */
const LEAF_DAYS = 397
const RENEW_BEFORE_DAYS = 30
const DAY_MS = 86_400_000
const ADVICE = 'The folder must be writable, and `openssl version` must work.'
const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

export interface LabCertificates {
  /** PEM of the CA: what instances trust. */
  caCertificate: string
  hubCertificate: string
  hubKey: string
}

/** The lab's own CA and the Hub's certificate, made once and renewed in time. */
export async function ensureCertificates(
  caDir: string,
  progress: Progress,
  now: Date,
): Promise<LabCertificates> {
  await mkdir(caDir, { recursive: true, mode: 0o700 })
  const found = await readCertificates(caDir)
  if (found && isGoodFor(found, now)) return found
  await ensureCommand('openssl', { packages: ['openssl'], progress })
  const file = (name: string) => join(caDir, name)
  if (!(await hasFile(file('ca.key'))) || !(await hasFile(file('ca.crt')))) {
    progress.say('making the lab CA')
    await openssl([
      ...['req', '-x509', ...NEW_KEY, '-days', String(CA_DAYS), '-subj', '/CN=Drydock lab CA'],
      ...[
        '-addext',
        'keyUsage=critical,keyCertSign,cRLSign',
        '-keyout',
        file('ca.key'),
        '-out',
        file('ca.crt'),
      ],
    ])
  }
  progress.say("making the Hub's certificate")
  await openssl([
    'req',
    ...NEW_KEY,
    '-subj',
    '/CN=Drydock Hub',
    '-keyout',
    file('hub.key.new'),
    '-out',
    file('hub.csr'),
  ])
  const extensions = `subjectAltName=${HUB_CERTIFICATE_NAMES.map((name) => `DNS:${name}`).join(',')}\nextendedKeyUsage=serverAuth\n`
  await writeFile(file('hub.ext'), extensions)
  await openssl([
    ...[
      'x509',
      '-req',
      '-in',
      file('hub.csr'),
      '-CA',
      file('ca.crt'),
      '-CAkey',
      file('ca.key'),
      '-CAcreateserial',
    ],
    ...['-days', String(LEAF_DAYS), '-extfile', file('hub.ext'), '-out', file('hub.crt.new')],
  ])
  // Both or, after a crash between the two, a pair that does not match, which the next run finds and replaces.
  await rename(file('hub.key.new'), file('hub.key'))
  await rename(file('hub.crt.new'), file('hub.crt'))
  return (await readCertificates(caDir))!
}

export async function readCertificates(caDir: string): Promise<LabCertificates | undefined> {
  try {
    const [caCertificate, hubCertificate, hubKey] = await Promise.all(
      ['ca.crt', 'hub.crt', 'hub.key'].map((name) => readFile(join(caDir, name), 'utf8')),
    )
    return { caCertificate: caCertificate!, hubCertificate: hubCertificate!, hubKey: hubKey! }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** The Hub's certificate is of this CA and has this key, for all names, and lasts a while longer. */
export function isGoodFor({ caCertificate, hubCertificate, hubKey }: LabCertificates, now: Date): boolean {
  const leaf = new X509Certificate(hubCertificate)
  const remainingMs = leaf.validToDate.getTime() - now.getTime()
  return (
    leaf.checkIssued(new X509Certificate(caCertificate)) &&
    leaf.checkPrivateKey(createPrivateKey(hubKey)) &&
    HUB_CERTIFICATE_NAMES.every((name) => leaf.checkHost(name.replace('*', 'any')) !== undefined) &&
    remainingMs > RENEW_BEFORE_DAYS * DAY_MS
  )
}

async function openssl(args: string[]): Promise<void> {
  await runCommand('openssl', args, { advice: ADVICE })
}

async function hasFile(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
