import type { EscapeAttempt } from '../domain/isolation-verdict.ts'
import { isolationVerdict } from '../domain/isolation-verdict.ts'
import { ISOLATION_MEANINGS } from '../protocol/isolation.ts'

export interface TriedEscapes {
  hasUserNamespace: boolean
  hasOwnKernel: boolean
  isGvisor: boolean
  attempts: EscapeAttempt[]
  runtime: string
  smokeProblem: string | undefined
  passedOver: { runtime: string; reason: string }[]
}

const MARK = { refused: '✓', possible: '✗', 'not applicable': '·' }
const RESULT_WIDTH = Math.max(...Object.keys(MARK).map((text) => text.length))

/** `npm run doctor -- --escape` as plain lines: each known way out, and the verdict. */
export function formatEscapes(tried: TriedEscapes): { lines: string[]; isIsolated: boolean } {
  const verdict = isolationVerdict(tried)
  const count = (result: EscapeAttempt['result']) =>
    tried.attempts.filter((attempt) => attempt.result === result).length
  return {
    isIsolated: verdict !== 'none',
    lines: [
      ...tried.attempts.map(
        ({ name, risk, result }) => `${MARK[result]} ${result.padEnd(RESULT_WIDTH)}  ${name} (${risk})`,
      ),
      '',
      ...tried.passedOver.map(({ runtime, reason }) => `Runtime ${runtime} was passed over: ${reason}`),
      ...(tried.smokeProblem ? [`The Engine in an instance does not work: ${tried.smokeProblem}`] : []),
      `${count('refused')} refused, ${count('possible')} possible, ${count('not applicable')} not applicable on this machine. Runtime: ${tried.runtime}.`,
      `Verdict: ${verdict}. ${ISOLATION_MEANINGS[verdict]}`,
    ],
  }
}
