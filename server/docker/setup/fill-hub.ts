import type Docker from 'dockerode'
import { spawn } from 'node:child_process'
import { pushCatalog } from '../../catalog/push-catalog.ts'
import type { BuiltCatalog } from '../../catalog/built-catalog.ts'
import type { ControlClient } from '../../hub/control-client.ts'
import { HUB_CONTAINERS } from '../hub-containers.ts'
import type { Progress } from '../../lib/progress.ts'

/** Where the Hub looks for packages; server/hub/main.ts has the same place. */
const PACKAGES_PARENT = '/var/lib/registry'

/** Brings the Hub's catalogue up to date. What sessions have pushed stays. */
export async function fillHub(
  lab: Docker,
  {
    control,
    socketPath,
    catalog,
    progress,
  }: {
    control: ControlClient
    socketPath: string
    catalog: BuiltCatalog
    progress: Progress
  },
): Promise<void> {
  if ((await control.catalogKey()) === catalog.key) return
  if (catalog.apkDir) {
    progress.say('packages')
    await copyPackages(lab, catalog.apkDir)
  }
  await pushCatalog(catalog, { registry: { baseUrl: 'http://hub', socketPath }, progress })
  // Last: before, the Hub counts as not filled, and a set-up that was ended begins again here.
  await control.replaceCatalog({ key: catalog.key, entries: catalog.repositories })
}

async function copyPackages(lab: Docker, apkDir: string): Promise<void> {
  const archive = spawn('tar', ['--create', '--transform', 's,^\\.,packages,', '--directory', apkDir, '.'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await lab.getContainer(HUB_CONTAINERS.sandbox).putArchive(archive.stdout, { path: PACKAGES_PARENT })
}
