import { stopMachine } from '../docker/setup/stop-machine.ts'
import { readCliEnvironment } from './cli-environment.ts'
import { explainFailure } from './explain-failure.ts'

/** `npm run stop [-- --with-data]`: ends all instances, the lab engine, and the Engine that Drydock has started. */
try {
  const { dockerHost, paths } = readCliEnvironment()
  const done = await stopMachine({ dockerHost, paths }, { withData: process.argv.includes('--with-data') })
  console.log(done.join('\n'))
} catch (error) {
  console.error(explainFailure(error))
  process.exitCode = 1
}
