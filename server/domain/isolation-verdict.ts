import type { IsolationVerdict } from '../protocol/isolation.ts'

/** What would follow from an open door; images/instance/isolation/attempt.py says what each word means. */
export type EscapeRisk = 'takeover' | 'limits' | 'neighbours' | 'insight' | 'surface'
export type EscapeResult = 'refused' | 'possible' | 'not applicable'

/** One known way out of an instance, and what came of trying it. */
export interface EscapeAttempt {
  id: string
  /** What would be possible, as a noun phrase. */
  name: string
  risk: EscapeRisk
  result: EscapeResult
}

/** What the check found in a throw-away instance. */
export interface IsolationFacts {
  hasUserNamespace: boolean
  hasOwnKernel: boolean
  isGvisor: boolean
  attempts: EscapeAttempt[]
}

/** One open door to the host, or out of its own limits, is enough. */
const FATAL_RISKS: readonly EscapeRisk[] = ['takeover', 'limits']

export function isolationVerdict(facts: IsolationFacts): Exclude<IsolationVerdict, 'unknown'> {
  // gVisor's kernel is its own, too, but no machine's. Behind either, doors lead to a kernel that is not the host's.
  if (facts.isGvisor) return 'gvisor'
  if (facts.hasOwnKernel) return 'vm'
  // Nothing was tried: nothing is known.
  if (facts.attempts.length === 0) return 'none'
  if (facts.attempts.some(({ risk, result }) => result === 'possible' && FATAL_RISKS.includes(risk)))
    return 'none'
  return facts.hasUserNamespace ? 'userns' : 'confined'
}
