import type { Block, Check, Step } from '../domain/lab.ts'
import type { BlockId } from '../protocol/ids.ts'

export type Solution = { ok: true; code: string } | { ok: false; reason: string }

/** What a participant would run for a check: the blocks above its marker, down from the marker before it. */
export function findSolution(
  { id, on }: Pick<Check, 'id' | 'on'>,
  steps: readonly Pick<Step, 'flow'>[],
  blocks: ReadonlyMap<BlockId, Block>,
): Solution {
  const flow = steps
    .map((step) => step.flow)
    .find((items) => items.some((item) => item.type === 'check' && item.id === id))
  // A check without a marker is complained about elsewhere.
  if (!flow) return { ok: true, code: '' }
  const end = flow.findIndex((item) => item.type === 'check' && item.id === id)
  const begin = flow.slice(0, end).findLastIndex(({ type }) => type === 'check') + 1
  const above = flow
    .slice(begin, end)
    .flatMap((item) => (item.type === 'block' ? (blocks.get(item.id) ?? []) : []))
    .filter(({ isRunnable }) => isRunnable)
  const reason = whyNot(above, on)
  if (reason !== undefined) return { ok: false, reason: `${reason}: write a "solve"` }
  return { ok: true, code: above.map(({ code }) => code).join('\n') }
}

function whyNot(blocks: readonly Block[], on: Check['on']): string | undefined {
  if (blocks.length === 0) return 'no block that can be run is above its marker'
  if (blocks.some(({ isAnswer }) => isAnswer)) return 'a block above its marker asks for something'
  if (blocks.some(({ isInterrupting }) => isInterrupting))
    return 'a block above its marker presses Ctrl+C first'
  const elsewhere = blocks.find(({ instance }) => instance !== null && instance !== on)
  return elsewhere && `a block above its marker runs on ${elsewhere.instance}`
}
