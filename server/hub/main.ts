import { createLogger } from '../lib/logger.ts'
import { SESSION_QUOTA_BYTES } from './limits.ts'
import { startHub } from './start-hub.ts'
import { startMirror } from './start-mirror.ts'

/** What runs in the Hub's container; images/hub/Dockerfile has these places. */
const DATA_DIR = '/var/lib/registry'
const PLACES = {
  registryBinary: '/usr/bin/docker-registry',
  registryConfigPath: '/etc/drydock/registry.yml',
  controlSocketPath: '/run/drydock/hub.sock',
}

const log = createLogger({ level: 'info', isPretty: false })
// Set-up gives these, checked, from the operator (server/docker/setup/hub.ts).
const {
  DRYDOCK_HUB,
  DRYDOCK_HUB_QUOTA_MIB,
  DRYDOCK_MIRROR_URL,
  DRYDOCK_MIRROR_USERNAME,
  DRYDOCK_MIRROR_PASSWORD,
} = process.env

const running =
  DRYDOCK_HUB === 'live'
    ? await startMirror(
        { ...PLACES, cacheDir: `${DATA_DIR}/mirror`, port: 5000 },
        {
          url: DRYDOCK_MIRROR_URL ?? 'https://registry-1.docker.io',
          username: DRYDOCK_MIRROR_USERNAME,
          password: DRYDOCK_MIRROR_PASSWORD,
        },
        log,
      )
    : await startHub(
        {
          ...PLACES,
          registryDir: DATA_DIR,
          stateDir: `${DATA_DIR}/hub`,
          packagesDir: `${DATA_DIR}/packages`,
          certificatePath: '/etc/drydock/hub.crt',
          keyPath: '/etc/drydock/hub.key',
          registryPort: 5000,
          httpsPort: 443,
          httpPort: 80,
          quotaBytes: DRYDOCK_HUB_QUOTA_MIB
            ? Number(DRYDOCK_HUB_QUOTA_MIB) * 1024 * 1024
            : SESSION_QUOTA_BYTES,
        },
        log,
      )

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void running[Symbol.asyncDispose]().then(() => process.exit()))
}
