import { access } from 'node:fs/promises'
import { stopIdleLabEngine } from '../docker/setup/stop-machine.ts'
import { readCliEnvironment, type CliEnvironment } from './cli-environment.ts'
import { explainFailure } from './explain-failure.ts'
import { checkBeforeStart } from './preflight.ts'
import { runSetup } from './run-setup.ts'
import { seconds } from './run-phases.ts'

/** A terminal sends Ctrl-C to npm and to us, and npm passes it on: two of them at once are one. */
const SAME_SIGNAL_MS = 500
const FORCED_EXIT_CODE = 130

/** Sets up, serves, and stops on SIGINT or SIGTERM. Answers with the exit code. */
export async function serve({ pagesMode }: { pagesMode: 'start' | 'dev' }): Promise<number> {
  const startedAt = performance.now()
  const stopSignal = waitForSignal()
  try {
    const environment = readCliEnvironment()
    await checkBeforeStart(environment, { isFirstStart: await isFirstStart(environment) })
    const lab = await runSetup(environment, { withPages: pagesMode === 'start' })
    // Loaded late: its packages would only slow down what must come first.
    const { startBroker } = await import('../main.ts')
    const { config, root, variables } = environment
    const broker = await startBroker({ config, root, lab, pagesMode, environment: variables })
    console.log(`\nready ${broker.url}`)
    console.log(`instructor ${broker.instructorUrl}`)
    console.log(`(started in ${seconds(performance.now() - startedAt)}; Ctrl-C stops)`)
    await stopSignal
    console.log('\nstopping …')
    const sessionCount = broker.sessionCount()
    await broker.stop()
    await stopOrExplain(environment, sessionCount)
    return 0
  } catch (error) {
    console.error(explainFailure(error))
    return 1
  }
}

/** Sessions outlive the broker, so that it can be restarted in the middle of a class; the lab engine holds them. */
async function stopOrExplain({ dockerHost, paths }: CliEnvironment, sessionCount: number): Promise<void> {
  if (await stopIdleLabEngine({ dockerHost, paths })) {
    console.log('stopped; the lab engine, too: nobody was using it.')
    return
  }
  console.log(`stopped. The lab engine goes on, with the instances of ${sessionCount} open session(s).`)
  console.log('`npm start` takes them up again; `npm run stop` ends them.')
}

async function isFirstStart({ paths }: CliEnvironment): Promise<boolean> {
  return access(paths.caDir).then(
    () => false,
    () => true,
  )
}

/** Resolves on the first signal to stop; from a second one on, the process ends at once. */
function waitForSignal(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let firstAt: number | undefined
  function onSignal(): void {
    const now = performance.now()
    if (firstAt === undefined) {
      firstAt = now
      resolve()
    } else if (now - firstAt > SAME_SIGNAL_MS) process.exit(FORCED_EXIT_CODE)
  }
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  return promise
}
