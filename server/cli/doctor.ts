import { tryEscapes } from '../docker/setup/try-escapes.ts'
import { examine } from './examine.ts'
import { readCliEnvironment } from './cli-environment.ts'
import { explainFailure } from './explain-failure.ts'
import { formatEscapes } from './format-escapes.ts'

const MARK = { good: '✓', 'will be made': '·', bad: '✗' }

/**
 * `npm run doctor`: the state of what `npm start` needs, without starting or changing anything. With `--escape`: what
 * separates instances from the host, tried in a throw-away one.
 */
try {
  const isWell = process.argv.includes('--escape') ? await printEscapes() : await printFindings()
  process.exitCode = isWell ? 0 : 1
} catch (error) {
  console.error(explainFailure(error))
  process.exitCode = 1
}

async function printEscapes(): Promise<boolean> {
  const { root, config, paths, dockerHost, hubModes } = readCliEnvironment()
  const { instance: limits, instanceRuntime: runtime } = config
  const tried = await tryEscapes({ root, paths, dockerHost, hubModes, limits, runtime })
  const { lines, isIsolated } = formatEscapes(tried)
  for (const line of lines) console.log(line)
  return isIsolated
}

async function printFindings(): Promise<boolean> {
  const findings = await examine(readCliEnvironment())
  const width = Math.max(...findings.map(({ name }) => name.length))
  for (const { name, state, text, advice } of findings) {
    console.log(`${MARK[state]} ${name.padEnd(width)}  ${text}`)
    if (advice) console.log(`  ${' '.repeat(width)}  → ${advice}`)
  }
  const bad = findings.filter(({ state }) => state === 'bad')
  console.log(
    bad.length === 0 ? '\nnpm start can run.' : `\n${bad.length} problem(s) keep npm start from working.`,
  )
  if (findings.some(({ state }) => state === 'will be made')) console.log('Marked · : npm start makes it.')
  return bad.length === 0
}
