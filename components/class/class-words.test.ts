import { describe, expect, it } from 'vitest'
import { classViewSchema } from '../../server/protocol/class.ts'
import { someClass } from '../../server/testing/some-class.ts'
import { LEAD_MS } from '../../server/protocol/limits.ts'
import { afterJoining, latestNews, noteName, standingOf, waitingWords, watchSentence } from './class-words.ts'

const id = 'aaaaaaaaaaaa'
const watch = { id, by: 'Ada', mode: 'watch', status: 'asked', instance: 'node1', terminal: 1, since: 0 }
const note = { id, at: 0, from: 'Ada', kind: 'hint', isPersonal: true, text: 'Look at -p.', command: null }
const poll = { id, question: 'Ready?', options: ['Yes', 'No'], isOpen: true, counts: null, mine: null }
const eyesFront = { text: 'Look up, please.', since: 0 }

function having(changes: object) {
  return classViewSchema.parse({ ...someClass, ...changes })
}

describe('where a participant stands', () => {
  it('is told by the phase of the workshop and the place in it', () => {
    expect(standingOf({ phase: 'scheduled', status: 'seated' })).toBe('before-start')
    expect(standingOf({ phase: 'open', status: 'seated' })).toBe('seated')
    expect(standingOf({ phase: 'open', status: 'waiting' })).toBe('waiting')
    expect(standingOf({ phase: 'scheduled', status: 'waiting' })).toBe('waiting')
    expect(standingOf({ phase: 'ended', status: 'waiting' })).toBe('over')
  })
})

describe('words', () => {
  it('name a note by its kind and sender', () => {
    expect(noteName({ kind: 'offer', from: 'Ada' })).toBe('Command from Ada')
  })

  it('say who is next on the waiting list, once that is known', () => {
    expect(waitingWords(1)).toBe('You are number 1 on the waiting list')
    expect(waitingWords(null)).toBe('You are on the waiting list')
  })

  it('tell asking from watching, and watching from typing', () => {
    const told = (changes: object) =>
      watchSentence(having({ watch: { ...watch, ...changes } }).watch!, 'Terminal 1 of node1')
    expect(told({})).toBe('Ada asks to watch Terminal 1 of node1.')
    expect(told({ mode: 'drive' })).toBe('Ada asks to type in Terminal 1 of node1.')
    expect(told({ status: 'granted' })).toBe('Ada is watching Terminal 1 of node1.')
    expect(told({ status: 'granted', mode: 'drive' })).toBe('Ada can type in Terminal 1 of node1.')
  })
})

describe('who has just joined', () => {
  const startsAt = new Date(2026, 10, 28, 12, 50).getTime()
  const seated = { status: 'seated', position: null } as const
  const at = (now: number) => afterJoining(seated, { startsAt, now })

  it('reads from when the doors are open', () => {
    expect(at(startsAt - LEAD_MS - 1)).toBe(
      'The workshop starts at 12:50. You can start your session from 15 minutes before, and read the lab until then.',
    )
    expect(at(startsAt - LEAD_MS)).toBe('The workshop starts at 12:50. You can start your session now.')
    expect(at(startsAt)).toBe('')
  })

  it('reads the place in the waiting list', () => {
    expect(afterJoining({ status: 'waiting', position: 2 }, { startsAt, now: startsAt })).toBe(
      'You are number 2. You get in by yourself when a seat is free. The lab can be read meanwhile.',
    )
  })
})

describe('the news', () => {
  it('are what waits for the participant, consent first', () => {
    const all = { watch, eyesFront, poll, notes: [note] }
    expect(latestNews(having(all))).toBe('Ada asks to watch your terminal.')
    expect(latestNews(having({ ...all, watch: null }))).toBe('Look up, please.')
    expect(latestNews(having({ ...all, watch: null, eyesFront: null }))).toBe('A question: Ready?')
    expect(latestNews(having({ poll: { ...poll, mine: 0 }, notes: [note] }))).toBe(
      'Hint from Ada: Look at -p.',
    )
    expect(latestNews(having({}))).toBeNull()
  })
})
