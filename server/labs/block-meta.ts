import { blockIdSchema, instanceNameSchema, type BlockId, type InstanceName } from '../protocol/ids.ts'

/** What the words after a fence's language say. */
export interface BlockMeta {
  id?: BlockId
  instance?: InstanceName
  isRunnable: boolean
  isInterrupting: boolean
  isMeantToFail: boolean
}

export type BlockMetaReading = { ok: true; meta: BlockMeta } | { ok: false; reason: string }

const ALLOWED = 'run=node1, no-run, interrupt, fails, id=some-name'
/** Words that speak of a run. */
const RUN_WORDS = ['run', 'interrupt', 'fails']

export function readBlockMeta(language: string, text: string): BlockMetaReading {
  const meta: BlockMeta = { isRunnable: language === 'bash', isInterrupting: false, isMeantToFail: false }
  const seen = new Set<string>()
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const [key, value] = splitWord(word)
    if (seen.has(key)) return { ok: false, reason: `"${key}" is there twice` }
    seen.add(key)
    const reason = applyWord(meta, key, value)
    if (reason) return { ok: false, reason }
  }
  if (seen.size > (seen.has('id') ? 1 : 0) && language !== 'bash') {
    return { ok: false, reason: 'only a bash block can be run: id=some-name is allowed here' }
  }
  if (!meta.isRunnable && RUN_WORDS.some((word) => seen.has(word))) {
    return { ok: false, reason: '"no-run" excludes "run=", "interrupt" and "fails"' }
  }
  return { ok: true, meta }
}

function applyWord(meta: BlockMeta, key: string, value: string | undefined): string | undefined {
  if (key === 'no-run' && value === undefined) meta.isRunnable = false
  else if (key === 'interrupt' && value === undefined) meta.isInterrupting = true
  else if (key === 'fails' && value === undefined) meta.isMeantToFail = true
  else if (key === 'run') {
    const instance = instanceNameSchema.safeParse(value)
    if (!instance.success) return '"run=" needs the name of an instance: run=node1, run=node2, …'
    meta.instance = instance.data
  } else if (key === 'id') {
    const id = blockIdSchema.safeParse(value)
    if (!id.success) return '"id=" needs a name of lower-case letters, digits and single hyphens'
    meta.id = id.data
  } else return `unknown word "${key}", allowed: ${ALLOWED}`
  return undefined
}

function splitWord(word: string): [string, string | undefined] {
  const equals = word.indexOf('=')
  return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)]
}
