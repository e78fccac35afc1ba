import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { auditAnswerSchema, type AuditEntry } from '../protocol/audit.ts'
import { readCliEnvironment } from './cli-environment.ts'
import { explainFailure } from './explain-failure.ts'

/** `npm run audit`: what instructors and operators did, the newest last. Asks the broker that runs. */
try {
  const { config } = readCliEnvironment()
  const token = (await readFile(join(config.dataDir, 'operator-token'), 'utf8')).trim()
  const url = new URL('/api/operator/audit', `http://localhost:${config.port}`)
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } })
  if (!answer.ok) throw new Error(`Drydock answered with status ${answer.status}.`)
  const { entries } = auditAnswerSchema.parse(await answer.json())
  for (const entry of entries.toReversed()) console.log(describe(entry))
  if (entries.length === 0) console.log('Nothing has been written down yet.')
} catch (error) {
  console.error(explainFailure(error))
  process.exitCode = 1
}

function describe({ at, role, address, act, target, result }: AuditEntry): string {
  const words = [new Date(at).toISOString(), role, address ?? '-', act, target ?? '-', result]
  return words.join('  ')
}
