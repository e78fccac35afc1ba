import { styleText } from 'node:util'
import { Listr, type ListrTask } from 'listr2'
import type { Progress } from '../lib/progress.ts'
import { formatShare } from './format-share.ts'

/** One named part of set-up. Quick when its work is done already. */
export interface Phase {
  title: string
  /** Resolves with a few words on the outcome, such as `already there`. */
  run(progress: Progress): Promise<string>
}

/** The phase that failed, for the block that tells the operator. */
export class PhaseError extends Error {
  override readonly name = 'PhaseError'
  readonly phase: string
  readonly elapsedMs: number

  constructor(phase: string, elapsedMs: number, cause: unknown) {
    super(`${phase} failed`, { cause })
    this.phase = phase
    this.elapsedMs = elapsedMs
  }
}

/** Runs the phases in order and shows them: live on a terminal, else one line when each starts and ends. */
export async function runPhases(
  phases: Phase[],
  { onPhase = () => undefined }: { onPhase?: (title: string) => void } = {},
): Promise<void> {
  const output: NodeJS.WriteStream = process.stdout
  const announced = phases.map((phase): Phase => {
    const run = (progress: Progress) => {
      onPhase(phase.title)
      return phase.run(progress)
    }
    return { title: phase.title, run }
  })
  if (output.isTTY) await runLive(announced)
  else for (const phase of announced) await runPlain(phase, output)
}

export function seconds(elapsedMs: number): string {
  return `${(elapsedMs / 1000).toFixed(1)} s`
}

async function runPlain(phase: Phase, output: NodeJS.WriteStream): Promise<void> {
  output.write(`… ${phase.title}\n`)
  const startedAt = performance.now()
  const outcome = await timed(phase, { say: () => undefined, share: () => undefined })
  output.write(`✓ ${phase.title}: ${outcome} (${seconds(performance.now() - startedAt)})\n`)
}

async function runLive(phases: Phase[]): Promise<void> {
  const tasks = phases.map((phase): ListrTask => ({
    title: phase.title,
    task: async (_context, task) => {
      let text = ''
      let share = ''
      const show = () => (task.output = [share, text].filter(Boolean).join('  ').slice(0, 100))
      const outcome = await timed(phase, {
        say: (line) => {
          text = line
          show()
        },
        share: (done, total, unit) => {
          share = formatShare(done, total, unit)
          show()
        },
      })
      task.title = `${phase.title}: ${outcome}`
    },
  }))
  const timer = {
    condition: true,
    field: (elapsedMs: number) => seconds(elapsedMs),
    format: () => (text?: string) => styleText('dim', text ?? ''),
  }
  await new Listr(tasks, {
    exitOnError: true,
    registerSignalListeners: false,
    rendererOptions: { timer, showErrorMessage: false, collapseErrors: false },
  }).run()
}

async function timed(phase: Phase, progress: Progress): Promise<string> {
  const startedAt = performance.now()
  try {
    return await phase.run(progress)
  } catch (cause) {
    throw new PhaseError(phase.title, performance.now() - startedAt, cause)
  }
}
