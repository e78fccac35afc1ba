import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { backUpDatabase, restoreDatabase } from '../store/backup.ts'
import { readCliEnvironment, type CliEnvironment } from './cli-environment.ts'
import { explainFailure } from './explain-failure.ts'

const USAGE =
  'Usage: npm run backup [-- file]   or, while Drydock is stopped:   npm run backup -- --restore file'

/** `npm run backup`: copies the database while Drydock runs, or puts such a copy in its place. */
try {
  const { values, positionals } = parseArgs({
    options: { restore: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const environment = readCliEnvironment()
  const path = join(environment.config.dataDir, 'drydock.db')
  const [file] = positionals
  if (positionals.length > 1 || (values.restore && file === undefined)) throw new Error(USAGE)
  if (values.restore) {
    await requireStopped(environment)
    const aside = await restoreDatabase(resolve(file!), path, new Date())
    console.log(`restored; start with \`npm start\`.${aside ? ` The one before is kept as ${aside}` : ''}`)
  } else {
    const stamp = new Date().toISOString().replace(/[:.]/g, '-')
    const target = resolve(file ?? join(environment.config.dataDir, `backup-${stamp}.db`))
    const bytes = await backUpDatabase(path, target)
    console.log(`${target} (${Math.ceil(bytes / 1024)} KiB); it holds secrets, keep it private`)
  }
} catch (error) {
  console.error(explainFailure(error))
  process.exitCode = 1
}

async function requireStopped({ config }: CliEnvironment): Promise<void> {
  const isRunning = await fetch(`http://localhost:${config.port}/api/health`).then(
    () => true,
    () => false,
  )
  if (isRunning) throw new Error(`Something answers on port ${config.port}: stop Drydock first.`)
}
