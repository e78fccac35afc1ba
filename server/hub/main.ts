import { createLogger } from '../lib/logger.ts'
import { SESSION_QUOTA_BYTES } from './limits.ts'
import { startHub } from './start-hub.ts'

/** What runs in the Hub's container; images/hub/Dockerfile has these places. */
const hub = await startHub(
  {
    registryDir: '/var/lib/registry',
    stateDir: '/var/lib/registry/hub',
    packagesDir: '/var/lib/registry/packages',
    certificatePath: '/etc/drydock/hub.crt',
    keyPath: '/etc/drydock/hub.key',
    registryBinary: '/usr/bin/docker-registry',
    registryConfigPath: '/etc/drydock/registry.yml',
    registryPort: 5000,
    controlSocketPath: '/run/drydock/hub.sock',
    httpsPort: 443,
    httpPort: 80,
    quotaBytes: readQuota(process.env),
  },
  createLogger({ level: 'info', isPretty: false }),
)

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void hub[Symbol.asyncDispose]().then(() => process.exit()))
}

/** Set-up hands it on, checked, from the operator. */
function readQuota({ DRYDOCK_HUB_QUOTA_MIB }: NodeJS.ProcessEnv): number {
  return DRYDOCK_HUB_QUOTA_MIB ? Number(DRYDOCK_HUB_QUOTA_MIB) * 1024 * 1024 : SESSION_QUOTA_BYTES
}
