import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { drainAnswerSchema } from '../protocol/drain.ts'
import { readCliEnvironment } from './cli-environment.ts'
import { explainFailure } from './explain-failure.ts'

/** `npm run drain [-- --off]`: lets nobody new in, or lets people in again. Tells it to the broker that runs. */
try {
  const { values } = parseArgs({ options: { off: { type: 'boolean', default: false } } })
  const { config } = readCliEnvironment()
  const token = (await readFile(join(config.dataDir, 'operator-token'), 'utf8')).trim()
  const url = new URL('/api/operator/drain', `http://localhost:${config.port}`)
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ isDraining: !values.off }),
  })
  if (!answer.ok) throw new Error(`Drydock answered with status ${answer.status}.`)
  const { isDraining, sessions } = drainAnswerSchema.parse(await answer.json())
  console.log(
    isDraining
      ? `Nobody new is let in. ${sessions} open session(s) go on; \`npm run drain -- --off\` opens again.`
      : 'People are let in again.',
  )
} catch (error) {
  console.error(explainFailure(error))
  process.exitCode = 1
}
