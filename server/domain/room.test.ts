import { expect, test } from 'vitest'
import { classItemIdSchema, MAX_NOTES } from '../protocol/class.ts'
import { seatIdSchema } from '../protocol/workshop.ts'
import {
  afterClass,
  EMPTY_ROOM,
  noteFor,
  roomForSeat,
  roomForTeachers,
  withAnswer,
  withHand,
  withNote,
  withoutNote,
  withoutSeat,
  type RoomNote,
  type RoomState,
} from './room.ts'

const ada = seatIdSchema.parse('a'.repeat(16))
const ken = seatIdSchema.parse('b'.repeat(16))
const eve = seatIdSchema.parse('c'.repeat(16))
const poll = classItemIdSchema.parse('p'.repeat(12))

function noteId(number: number) {
  return classItemIdSchema.parse(
    number.toString(2).padStart(12, 'a').replaceAll('0', 'b').replaceAll('1', 'c'),
  )
}

function note(number: number, fields: Partial<RoomNote> = {}) {
  const common = {
    at: number,
    from: 'Grace',
    kind: 'message' as const,
    text: `note ${number}`,
    command: null,
  }
  return { id: noteId(number), ...common, to: null, ...fields }
}

const asking: RoomState = {
  ...EMPTY_ROOM,
  poll: { id: poll, question: 'Ready?', options: ['Yes', 'No'], isOpen: true, isShared: false, answers: {} },
}

function answered(room: RoomState): RoomState {
  const first = withAnswer(room, ada, { poll, option: 0 })!
  return withAnswer(first, ken, { poll, option: 1 })!
}

test('hands are a queue: who raised it first is helped first, and raising it again loses no place', () => {
  const room = withHand(withHand(withHand(EMPTY_ROOM, ada, 10), ken, 20), ada, 30)
  expect(roomForSeat(room, ada).hand).toEqual({ raisedAt: 10, position: 1 })
  expect(roomForSeat(room, ken).hand).toEqual({ raisedAt: 20, position: 2 })
  expect(roomForSeat(room, eve).hand).toBeNull()
  const helped = withHand(room, ada, null)
  expect(roomForSeat(helped, ada).hand).toBeNull()
  expect(roomForSeat(helped, ken).hand).toMatchObject({ position: 1 })
})

test('hands that are raised at once, or after the clock went back, are one after the other for everybody', () => {
  const room = withHand(withHand(withHand(EMPTY_ROOM, ken, 10), ada, 10), eve, 5)
  expect([ken, ada, eve].map((seat) => roomForSeat(room, seat).hand?.position)).toEqual([1, 2, 3])
  // The cockpit sorts by these.
  expect([ken, ada, eve].map((seat) => room.hands[seat])).toEqual([10, 11, 12])
})

test('a note to one is seen by that one alone, one to all by all', () => {
  const room = withNote(withNote(EMPTY_ROOM, note(1)), note(2, { to: ada, kind: 'hint' }))
  expect(roomForSeat(room, ada).notes).toMatchObject([
    { text: 'note 1', isPersonal: false },
    { text: 'note 2', isPersonal: true },
  ])
  expect(roomForSeat(room, ken).notes).toMatchObject([{ text: 'note 1' }])
  expect(JSON.stringify(roomForSeat(room, ada))).not.toContain(ada)
  expect(noteFor(room, ken, noteId(2))).toBeUndefined()
  expect(noteFor(room, ada, noteId(2))).toMatchObject({ kind: 'hint' })
})

test('a note is put away by each for themselves', () => {
  const room = withoutNote(withNote(EMPTY_ROOM, note(1)), ada, noteId(1))
  expect(roomForSeat(room, ada).notes).toEqual([])
  expect(noteFor(room, ada, noteId(1))).toBeUndefined()
  expect(roomForSeat(room, ken).notes).toHaveLength(1)
  // Nobody puts away what was another’s.
  const personal = withNote(EMPTY_ROOM, note(1, { to: ada }))
  expect(withoutNote(personal, ken, noteId(1))).toEqual(personal)
})

test('each sees the newest notes of their own, however many others got', () => {
  let room = withNote(EMPTY_ROOM, note(0, { to: ken }))
  for (let number = 1; number <= MAX_NOTES + 5; number++) room = withNote(room, note(number, { to: ada }))
  const { notes } = roomForSeat(room, ada)
  expect(notes).toHaveLength(MAX_NOTES)
  expect(notes.at(-1)).toMatchObject({ text: `note ${MAX_NOTES + 5}` })
  expect(roomForSeat(room, ken).notes).toMatchObject([{ text: 'note 0' }])
})

test('a room does not grow for ever', () => {
  let room = EMPTY_ROOM
  for (let number = 0; number < 1_000; number++) room = withNote(room, note(number))
  expect(room.notes).toHaveLength(300)
  expect(room.notes.at(-1)).toMatchObject({ text: 'note 999' })
})

test('an answer can be changed, and counts once', () => {
  const room = withAnswer(answered(asking), ada, { poll, option: 1 })!
  expect(roomForTeachers(room, () => null).poll?.counts).toEqual([0, 2])
  expect(roomForSeat(room, ada).poll).toMatchObject({ mine: 1 })
  expect(roomForSeat(room, eve).poll).toMatchObject({ mine: null })
})

test.each([
  ['of another poll', asking, { poll: classItemIdSchema.parse('q'.repeat(12)), option: 0 }],
  ['to an option that there is not', asking, { poll, option: 2 }],
  ['to a closed poll', { ...asking, poll: { ...asking.poll!, isOpen: false } }, { poll, option: 0 }],
  ['where nothing is asked', EMPTY_ROOM, { poll, option: 0 }],
])('an answer %s does not count', (_what, room, answer) => {
  expect(withAnswer(room, ada, answer)).toBeUndefined()
})

test('participants see a result when it is shared, and never before the poll is closed', () => {
  const open = answered(asking)
  const as = (change: { isOpen: boolean; isShared: boolean }) =>
    roomForSeat({ ...open, poll: { ...open.poll!, ...change } }, ada).poll
  expect(as({ isOpen: true, isShared: false })?.counts).toBeNull()
  expect(as({ isOpen: true, isShared: true })?.counts).toBeNull()
  expect(as({ isOpen: false, isShared: false })?.counts).toBeNull()
  expect(as({ isOpen: false, isShared: true })?.counts).toEqual([1, 1])
  expect(JSON.stringify(as({ isOpen: false, isShared: true }))).not.toContain(ken)
})

test('who leaves takes hand and answer along', () => {
  const room = withoutSeat(withHand(answered(asking), ada, 10), ada)
  expect(room.hands).toEqual({})
  expect(roomForTeachers(room, () => null).poll?.counts).toEqual([0, 1])
  expect(withoutSeat(withHand(EMPTY_ROOM, ada, 10), ada)).toEqual(EMPTY_ROOM)
})

test('instructors see what was sent to whom, also what was put away', () => {
  const room = withoutNote(withNote(withNote(EMPTY_ROOM, note(1)), note(2, { to: ada })), ada, noteId(2))
  expect(roomForTeachers(room, (seat) => (seat === ada ? 'Ada' : null)).sent).toMatchObject([
    { text: 'note 1', to: null, isPersonal: false },
    { text: 'note 2', to: 'Ada', isPersonal: true },
  ])
})

test('pace, timer and the request to look up are everybody’s', () => {
  const shared = {
    pace: null,
    timer: { label: 'Break', endsAt: 5 },
    eyesFront: { text: 'Look here', since: 1 },
  }
  const room = { ...EMPTY_ROOM, ...shared }
  expect(roomForSeat(room, ada)).toMatchObject(shared)
  expect(roomForTeachers(room, () => null)).toMatchObject(shared)
})

test('after the class nobody waits for anything: what was asked, sent and answered is there', () => {
  const raised = withHand(withNote(EMPTY_ROOM, note(1)), ada, 1_000)
  const question = {
    id: poll,
    question: 'Ready?',
    options: ['Yes', 'No'],
    isShared: false,
    answers: { [ken]: 0 },
  }
  const room: RoomState = {
    ...raised,
    timer: { label: 'Break', endsAt: 2_000 },
    eyesFront: { text: 'Look here', since: 0 },
    poll: { ...question, isOpen: true },
  }
  const after = afterClass(room)
  expect(after).toEqual({
    ...room,
    hands: {},
    timer: null,
    eyesFront: null,
    poll: { ...question, isOpen: false },
  })
  expect(afterClass(after)).toBe(after)
})
