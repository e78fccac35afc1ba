import type { Block, Chapter, Check, FlowItem, Mistake } from '../domain/lab.ts'
import type { CheckState } from '../protocol/checks.ts'
import { instanceNameSchema, type ChapterRef, type InstanceName } from '../protocol/ids.ts'
import { outputMismatch } from './match-output.ts'
import { Participant } from './participant.ts'

/** After the commands of a step: a service may take a moment to start. */
const DONE_MS = 30_000
/** Commands that do not do it alone: this long, before the solution is tried. */
const SOON_MS = 6_000

export interface Stage {
  origin: string
  ref: ChapterRef
  chapter: Chapter
}

/** As a reader: runs every block from top to bottom and looks at what it prints and what the checks say. */
export async function playAsReader({ origin, ref, chapter }: Stage): Promise<void> {
  await using participant = await Participant.begin(origin, ref, chapter.instances)
  await giveVariables(participant, chapter)
  let inUse = instanceNameSchema.parse('node1')
  for (const { flow } of chapter.steps) {
    const unchecked = [...flow]
    while (unchecked.length > 0) {
      const end = unchecked.findIndex(({ type }) => type === 'check')
      const part = unchecked.splice(0, end < 0 ? unchecked.length : end + 1)
      const check = checkAt(chapter, part.at(-1))
      if (check) requireNotDone(participant, check)
      inUse = await runBlocks(participant, chapter, part, inUse)
      if (check) await requireDone(participant, check, part)
    }
  }
}

/** As somebody who makes each mistake, is told what is wrong, and then sees the solution. */
export async function playMistakes({ origin, ref, chapter }: Stage): Promise<void> {
  await using participant = await Participant.begin(origin, ref, chapter.instances)
  await giveVariables(participant, chapter)
  for (const check of chapter.checks.values()) {
    requireNotDone(participant, check)
    for (const mistake of check.mistakes) await makeMistake(participant, check, mistake)
    await showSolution(participant, check)
  }
}

async function runBlocks(
  participant: Participant,
  chapter: Chapter,
  part: readonly FlowItem[],
  inUse: InstanceName,
): Promise<InstanceName> {
  let on = inUse
  for (const [index, item] of part.entries()) {
    const block = item.type === 'block' ? chapter.blocks.get(item.id) : undefined
    if (!block?.isRunnable || block.isAnswer) continue
    const rest = part.slice(index + 1)
    const next = rest.findIndex((other) => other.type === 'block' && !chapter.blocks.get(other.id)?.isAnswer)
    const own = next < 0 ? rest : rest.slice(0, next)
    on = block.instance ?? on
    await participant.filled(block.code)
    const answers = own.flatMap((other) => (other.type === 'block' ? [other.id] : []))
    const { exitCode, output } = await participant.run(block.id, on, answers).catch((cause: unknown) => {
      throw new Error(`${title(block)}\n${cause instanceof Error ? cause.message : String(cause)}`)
    })
    if ((exitCode !== 0) !== block.isMeantToFail) {
      const wish = block.isMeantToFail
        ? 'was meant to fail, but did not'
        : `ended with exit status ${exitCode}`
      throw new Error(`${title(block)}\n${wish}; it printed:\n${output}`)
    }
    for (const expected of own) {
      const mismatch =
        expected.type === 'output'
          ? outputMismatch(await participant.filled(expected.text), output)
          : undefined
      if (mismatch !== undefined)
        throw new Error(`${title(block)}\noutput is different: ${mismatch}; it printed:\n${output}`)
    }
  }
  return on
}

function checkAt({ checks }: Chapter, item: FlowItem | undefined): Check | undefined {
  return item?.type === 'check' ? checks.get(item.id) : undefined
}

/** A check that looks at the machine is true from the start: then its mistakes show that it can fail. */
function requireNotDone(participant: Participant, { id, mode, mistakes }: Check): void {
  if (participant.check(id)?.status !== 'done' || (mode === 'level' && mistakes.length > 0)) return
  throw new Error(`check ${id}: is done before anything was done for it`)
}

async function requireDone(participant: Participant, check: Check, part: readonly FlowItem[]): Promise<void> {
  const hasBlocks = part.some(({ type }) => type === 'block')
  const soon = hasBlocks && (await participant.checkWhen(check.id, isDone, SOON_MS))
  if (soon && isDone(soon)) return
  await showSolution(participant, check)
}

async function showSolution(participant: Participant, check: Check): Promise<void> {
  const known = participant.check(check.id)
  if (known && isDone(known)) return
  await participant.filled(check.solution)
  const { exitCode, output } = await participant.show(check.id, check.on)
  const state = await participant.checkWhen(check.id, isDone, DONE_MS)
  if (isDone(state)) return
  const reason = state.reason ?? 'it was never looked at: is a check that it waits for not done?'
  throw new Error(
    `check ${check.id}: is not done after its solution, which ended with ${exitCode}: ${reason}\n${output}`,
  )
}

async function makeMistake(
  participant: Participant,
  check: Check,
  { make, says, undo }: Mistake,
): Promise<void> {
  const { output } = await participant.type(make, check.on)
  const isAsPromised = (state: CheckState): boolean =>
    state.status === 'not-done' && (state.reason ?? '').includes(says)
  const state = await participant.checkWhen(check.id, isAsPromised, DONE_MS)
  if (!isAsPromised(state)) {
    const instead = state.status === 'done' ? 'it is done' : (state.reason ?? 'nothing')
    throw new Error(
      `check ${check.id}: after the mistake\n${make}\nit should say "${says}", but: ${instead}\n${output}`,
    )
  }
  if (undo !== null) await participant.type(undo, check.on)
}

/** A participant types their own; the examples are as good. */
async function giveVariables(participant: Participant, { variables }: Chapter): Promise<void> {
  for (const { name, example, source } of variables.values()) {
    if (source.type === 'ask') await participant.setVariable(name, example)
  }
}

function isDone({ status }: CheckState): boolean {
  return status === 'done'
}

function title({ code }: Block): string {
  return `block: ${code}`
}
