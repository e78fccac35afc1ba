import { access } from 'node:fs/promises'
import { announceBroker } from '../docker/setup/broker-presence.ts'
import { stopIdleLabEngine } from '../docker/setup/stop-machine.ts'
import { readCliEnvironment, type CliEnvironment } from './cli-environment.ts'
import { explainFailure } from './explain-failure.ts'
import { checkBeforeStart } from './preflight.ts'
import { runSetup } from './run-setup.ts'
import { seconds } from './run-phases.ts'
import { watchStopSignal } from './stop-signal.ts'

/** Sets up, serves, and stops on SIGINT or SIGTERM. Answers with the exit code. */
export async function serve({ pagesMode }: { pagesMode: 'start' | 'dev' }): Promise<number> {
  const startedAt = performance.now()
  const stopSignal = watchStopSignal()
  try {
    const environment = readCliEnvironment()
    await checkBeforeStart(environment, { isFirstStart: await isFirstStart(environment) })
    const lab = await runSetup(environment, {
      withPages: pagesMode === 'start',
      onPhase: (title) => stopSignal.enter(title),
      whileLocked: announceBroker,
    })
    stopSignal.enter('the start of the broker')
    // Loaded late: its packages would only slow down what must come first.
    const { startBroker } = await import('../main.ts')
    const { config, root, variables } = environment
    const broker = await startBroker({ config, root, lab, pagesMode, environment: variables })
    const isToStop = stopSignal.wait()
    console.log(`\nready ${broker.url}`)
    console.log(`instructor ${broker.instructorUrl}`)
    console.log(`(started in ${seconds(performance.now() - startedAt)}; Ctrl-C stops)`)
    await isToStop
    console.log('\nstopping …')
    const sessionCount = broker.sessionCount()
    stopSignal.stopping('the broker')
    await broker.stop()
    stopSignal.stopping('the lab engine')
    await stopOrExplain(environment, sessionCount)
    return 0
  } catch (error) {
    console.error(explainFailure(error))
    return 1
  }
}

/** Sessions outlive the broker, so that it can be restarted in the middle of a class; the lab engine holds them. */
async function stopOrExplain({ dockerHost, paths }: CliEnvironment, sessionCount: number): Promise<void> {
  const outcome = await stopIdleLabEngine({ dockerHost, paths })
  if (outcome === 'stopped') {
    console.log('stopped; the lab engine, too: nobody was using it.')
    return
  }
  if (outcome === 'in-use') {
    console.log('stopped. The lab engine goes on: another Drydock on this machine uses it.')
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
