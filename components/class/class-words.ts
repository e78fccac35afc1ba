import type { ClassNote, ClassView, Watch } from '../../server/protocol/class.ts'

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
