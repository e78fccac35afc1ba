import { examine } from './examine.ts'
import { readCliEnvironment } from './cli-environment.ts'
import { explainFailure } from './explain-failure.ts'

const MARK = { good: '✓', 'will be made': '·', bad: '✗' }

/** `npm run doctor`: the state of what `npm start` needs, without starting or changing anything. */
try {
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
  process.exitCode = bad.length === 0 ? 0 : 1
} catch (error) {
  console.error(explainFailure(error))
  process.exitCode = 1
}
