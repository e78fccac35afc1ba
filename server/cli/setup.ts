import { readCliEnvironment } from './cli-environment.ts'
import { explainFailure } from './explain-failure.ts'
import { runSetup } from './run-setup.ts'
import { watchStopSignal } from './stop-signal.ts'

/** `npm run setup`: everything that `npm start` does before it serves. */
const stopSignal = watchStopSignal()
try {
  const result = await runSetup(readCliEnvironment(), {
    withPages: !process.argv.includes('--without-pages'),
    onPhase: (title) => stopSignal.enter(title),
  })
  console.log(`\nset up: instances run ${result.instanceImage} on ${result.engineSocketPath}`)
} catch (error) {
  console.error(explainFailure(error))
  process.exitCode = 1
}
