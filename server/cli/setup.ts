import { readCliEnvironment } from './cli-environment.ts'
import { explainFailure } from './explain-failure.ts'
import { runSetup } from './run-setup.ts'

/** `npm run setup`: everything that `npm start` does before it serves. */
try {
  const result = await runSetup(readCliEnvironment(), {
    withPages: !process.argv.includes('--without-pages'),
  })
  console.log(`\nset up: instances run ${result.instanceImage} on ${result.engineSocketPath}`)
} catch (error) {
  console.error(explainFailure(error))
  process.exitCode = 1
}
