import { MachineSetup } from '../docker/setup/set-up-machine.ts'
import { lockSetup } from '../docker/setup/setup-lock.ts'
import type { SetupResult } from '../docker/setup/setup-result.ts'
import type { CliEnvironment } from './cli-environment.ts'
import { ensurePagesBuild } from './pages-build.ts'
import { runPhases, type Phase } from './run-phases.ts'

export interface SetupRun {
  withPages: boolean
  /** Told the title of each phase as it begins. */
  onPhase?: (title: string) => void
  /** Done at the end, before another set-up on this machine may begin. */
  whileLocked?: () => Promise<unknown>
}

/** Every phase from an empty machine to what the broker needs. */
export async function runSetup(
  environment: CliEnvironment,
  { withPages, onPhase, whileLocked }: SetupRun,
): Promise<SetupResult> {
  const { root, config } = environment
  await using _lock = await lockSetup(() => {
    onPhase?.('the wait for another set-up')
    console.log('waiting for another set-up on this machine …')
  })
  const machine = new MachineSetup(environment)
  const phases: Phase[] = [
    { title: 'Docker Engine', run: (progress) => machine.findEngine(progress) },
    { title: 'Certificates', run: (progress) => machine.makeCertificates(progress) },
    { title: 'Base image', run: (progress) => machine.buildBase(progress) },
    { title: 'Images', run: (progress) => machine.buildImages(progress) },
    { title: 'Catalogue', run: (progress) => machine.buildCatalog(progress) },
    { title: 'Lab engine', run: (progress) => machine.startLabEngine(progress) },
    { title: 'Instance image', run: (progress) => machine.loadInstanceImage(progress) },
    { title: 'Hub', run: (progress) => machine.startHub(progress) },
  ]
  if (withPages) {
    const places = { root, labsDir: config.labsDir }
    phases.push({ title: 'Pages', run: (progress) => ensurePagesBuild(places, progress) })
  }
  await runPhases(phases, { onPhase })
  await whileLocked?.()
  return machine.result()
}
