/** What the player takes: more than we record, as others record elsewhere, and bounded, as it is held in memory. */
export const MAX_PLAYED_BYTES = 32 * 1024 * 1024
/** Wider or higher than any real terminal; xterm would allocate whatever it is told. */
const MAX_SIDE = 1_000

export interface CastHeader {
  cols: number
  rows: number
  title: string | undefined
}

export type CastEvent =
  | { seconds: number; type: 'output'; text: string }
  | { seconds: number; type: 'resize'; cols: number; rows: number }
  | { seconds: number; type: 'mark'; label: string }

export interface Cast {
  header: CastHeader
  events: CastEvent[]
}

/** `problem` is a sentence for the person who opened the file. */
export type ParsedCast = { ok: true; cast: Cast } | { ok: false; problem: string }

/** https://docs.asciinema.org/manual/asciicast/v2/ Files come from anywhere, so everything in them is checked. */
export function parseCast(text: string): ParsedCast {
  if (text.length > MAX_PLAYED_BYTES)
    return { ok: false, problem: `The file is larger than ${MAX_PLAYED_BYTES / 1024 / 1024} MiB.` }
  try {
    const [first = '', ...rest] = text.split('\n')
    const header = readHeader(first, text)
    const events: CastEvent[] = []
    let seconds = 0
    for (const [index, line] of rest.entries()) {
      if (line.trim() === '') continue
      const event = readEvent(line, index + 2)
      if (!event) continue
      // Some recorders write times that are not quite in order; time does not run backwards here.
      seconds = Math.max(seconds, event.seconds)
      events.push({ ...event, seconds })
    }
    return { ok: true, cast: { header, events } }
  } catch (error) {
    if (error instanceof CastProblem) return { ok: false, problem: error.message }
    throw error
  }
}

class CastProblem extends Error {
  constructor(line: number, problem: string) {
    super(`Line ${line}: ${problem}`)
  }
}

function readHeader(line: string, text: string): CastHeader {
  const header = readJson(line) ?? readJson(text)
  if (typeof header !== 'object' || header === null || Array.isArray(header))
    throw new CastProblem(1, 'this is not an asciicast file (.cast).')
  const { version, width, height, title } = header as Record<string, unknown>
  if (version !== 2)
    throw new CastProblem(1, `only asciicast version 2 can be played, this is ${describeVersion(version)}.`)
  if (!isSide(width) || !isSide(height))
    throw new CastProblem(1, `width and height must be whole numbers from 1 to ${MAX_SIDE}.`)
  return { cols: width, rows: height, title: typeof title === 'string' ? title : undefined }
}

/** Undefined for codes of no interest, such as "i" for what was typed. */
function readEvent(line: string, number: number): CastEvent | undefined {
  const event = readJson(line)
  if (!Array.isArray(event)) throw new CastProblem(number, 'this is not an event; the file may be cut off.')
  const [seconds, code, data] = event as unknown[]
  if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds < 0)
    throw new CastProblem(number, 'the time must be a number of seconds, 0 or more.')
  if (typeof code !== 'string' || typeof data !== 'string')
    throw new CastProblem(number, 'an event has a time, a code and a text.')
  switch (code) {
    case 'o':
      return { seconds, type: 'output', text: data }
    case 'm':
      return { seconds, type: 'mark', label: data }
    case 'r':
      return { seconds, type: 'resize', ...readSize(data, number) }
    default:
      return undefined
  }
}

function readSize(data: string, number: number): { cols: number; rows: number } {
  const [cols, rows] = (/^(\d{1,4})x(\d{1,4})$/.exec(data)?.slice(1) ?? []).map(Number)
  if (!isSide(cols) || !isSide(rows))
    throw new CastProblem(number, 'a size is given as columns x rows, such as 80x24.')
  return { cols, rows }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    // Whoever asks says what it is not.
    return undefined
  }
}

function isSide(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MAX_SIDE
}

function describeVersion(version: unknown): string {
  return typeof version === 'number' ? `version ${version}` : 'none'
}
