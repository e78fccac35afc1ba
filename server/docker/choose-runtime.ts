import { isolationVerdict, type IsolationFacts } from '../domain/isolation-verdict.ts'
import type { PassedOver } from '../ports/provisioner.ts'
import { LabError } from '../protocol/errors.ts'

/** What a throw-away instance on a runtime has shown. */
export interface RuntimeTrial {
  facts: IsolationFacts
  /** What of the inner Engine does not work; undefined when all does. */
  smokeProblem: string | undefined
  /** AppArmor profile that the instance had; undefined: none. */
  appArmorProfile?: string | undefined
}

export interface ChosenRuntime extends RuntimeTrial {
  runtime: string
  passedOver: PassedOver[]
}

/** Of a lab engine, from `docker info`. */
export interface EngineRuntimes {
  names: string[]
  default: string
}

/**
 * `setting` is `auto` or the name of one.
 *
 * The runtimes to try, strongest first. gVisor and others only when they are named: with gVisor's of Debian, inner
 * `docker exec` and names in user networks do not work.
 */
export function runtimeCandidates(engine: EngineRuntimes, setting: string): string[] {
  if (setting !== 'auto') return [setting]
  const kata = engine.names.filter((name) => name.startsWith('kata')).sort()
  const sysbox = engine.names.filter((name) => name === 'sysbox-runc')
  return [...kata, ...sysbox, engine.default]
}

/**
 * The first candidate that both separates and works. The last one is taken on its verdict alone: whether instances
 * start on it is decided by the verdict. Rejects when not even that one can be tried.
 */
export async function chooseRuntime(
  candidates: string[],
  tryRuntime: (runtime: string, options: { isLast: boolean }) => Promise<RuntimeTrial>,
): Promise<ChosenRuntime> {
  const passedOver: PassedOver[] = []
  for (const [index, runtime] of candidates.entries()) {
    const isLast = index === candidates.length - 1
    try {
      const trial = await tryRuntime(runtime, { isLast })
      const reason = isLast ? undefined : objection(runtime, trial)
      if (reason === undefined) return { ...trial, runtime, passedOver }
      passedOver.push({ runtime, reason })
    } catch (error) {
      // Not the runtime is at fault when the lab engine does not answer.
      if (isLast || (error instanceof LabError && error.code === 'ENGINE_UNAVAILABLE')) throw error
      passedOver.push({ runtime, reason: reasonOf(error) })
    }
  }
  throw new Error('no runtime to try')
}

/** A profile that does not let the inner Engine work is done without: the user namespace is the wall that counts. */
export async function tryWithProfile(
  profile: string | undefined,
  tryProfile: (profile: string | undefined) => Promise<RuntimeTrial>,
): Promise<RuntimeTrial> {
  if (profile !== undefined) {
    try {
      const trial = await tryProfile(profile)
      if (trial.smokeProblem === undefined) return { ...trial, appArmorProfile: profile }
    } catch (error) {
      if (error instanceof LabError && error.code === 'ENGINE_UNAVAILABLE') throw error
    }
  }
  return { ...(await tryProfile(undefined)), appArmorProfile: undefined }
}

function objection(runtime: string, { facts, smokeProblem }: RuntimeTrial): string | undefined {
  const verdict = isolationVerdict(facts)
  if (runtime.startsWith('kata') && verdict !== 'vm') return `it gives no kernel of its own (${verdict})`
  if (verdict === 'none' || verdict === 'confined') return `it does not isolate (${verdict})`
  return smokeProblem
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message
}
