import type { ClassNote, ClassView, Watch } from '../../server/protocol/class.ts'
import { LEAD_MS } from '../../server/protocol/limits.ts'
import type { Joined } from '../../server/protocol/workshop.ts'
import { formatStart } from './format-start.ts'

const KINDS = { message: 'Message', hint: 'Hint', offer: 'Command' } as const

/** What a note is called: a contract with tests. */
export function noteName({ kind, from }: Pick<ClassNote, 'kind' | 'from'>): string {
  return `${KINDS[kind]} from ${from}`
}

/** `terminal`: as the participant calls it. */
export function watchSentence({ by, mode, status }: Watch, terminal: string): string {
  if (status === 'asked') return `${by} asks to ${mode === 'drive' ? 'type in' : 'watch'} ${terminal}.`
  return mode === 'drive' ? `${by} can type in ${terminal}.` : `${by} is watching ${terminal}.`
}

/** Where a participant stands. */
export type Standing = 'before-start' | 'waiting' | 'seated' | 'over'

export function standingOf({ phase, status }: Pick<ClassView, 'phase' | 'status'>): Standing {
  if (phase === 'ended') return 'over'
  if (status === 'waiting') return 'waiting'
  return phase === 'scheduled' ? 'before-start' : 'seated'
}

const LEAD_MINUTES = LEAD_MS / 60_000

/** For who has a place before the start. */
export const BEFORE_START = `You have a place. From ${LEAD_MINUTES} minutes before the start, Add New Instance is here and starts your session. The chapters can be read until then.`

/** What comes next for who has just joined. `startsAt`: null when it is not known. */
export function afterJoining(
  { status, position }: Pick<Joined, 'status' | 'position'>,
  { startsAt, now }: { startsAt: number | null; now: number | null },
): string {
  if (status === 'waiting') {
    const place = position === null ? '' : `You are number ${position}. `
    return `${place}You get in by yourself when a seat is free. The lab can be read meanwhile.`
  }
  if (startsAt === null || now === null || startsAt <= now) return ''
  const then =
    now < startsAt - LEAD_MS
      ? `You can start your session from ${LEAD_MINUTES} minutes before, and read the lab until then.`
      : 'You can start your session now.'
  return `The workshop starts ${formatStart(startsAt, now)}. ${then}`
}

/** Without a full stop: it is a heading, too. */
export function waitingWords(position: ClassView['position']): string {
  const place = position === null ? '' : `number ${position} `
  return `You are ${place}on the waiting list`
}

/** The one thing that whoever does not see the workshop's part of the page should know. */
export function latestNews({ watch, eyesFront, poll, notes }: ClassView): string | null {
  if (watch) return watchSentence(watch, 'your terminal')
  if (eyesFront) return eyesFront.text
  if (poll?.isOpen && poll.mine === null) return `A question: ${poll.question}`
  const note = notes.at(-1)
  return note ? `${noteName(note)}: ${note.text}` : null
}
