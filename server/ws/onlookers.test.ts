import { once } from 'node:events'
import { afterAll, afterEach, expect, test } from 'vitest'
import { ClassTabs, FIRST, type Participant } from '../testing/class-tabs.ts'
import { encodeFrame } from '../protocol/frames.ts'
import { MAX_INPUT_BACKLOG_BYTES } from '../protocol/limits.ts'
import { startClass } from '../testing/open-class.ts'

const server = await startClass({ seats: 50 })
const { workshop } = server
const tabs = new ClassTabs(server)
afterAll(() => server[Symbol.asyncDispose]())
afterEach(() => tabs.closeAll())

/** Typed long before anybody looks; two screens of output follow it. */
const SECRET = 'hunter2'
const LATER = Array.from({ length: 60 }, (_, line) => `line ${line}`).join('\r\n')
const follow = { type: 'follow', channel: 2, cols: 70, rows: 20, input: 'f'.repeat(16) }

function look({ id: seat }: Participant, more: object = {}) {
  return { type: 'attach', channel: 1, seat, input: 'c'.repeat(16), cols: 80, rows: 24, ...more }
}

async function consented({ id, tab }: Participant, mode: 'watch' | 'drive'): Promise<void> {
  await tabs.command({ type: 'ask-watch', seat: id, mode, ...FIRST })
  const { id: watch } = workshop.watches.get(id)!
  tab.send({ type: 'answer-watch', watch, isGranted: true })
  await expect.poll(() => workshop.watches.get(id)?.status).toBe('granted')
}

async function working(name: string): Promise<Participant> {
  const participant = await tabs.openParticipant(name)
  participant.stream.print(`docker login -p ${SECRET}\r\n${LATER}\r\n$ `)
  await participant.tab.printed('line 59')
  return participant
}

test.each(['watch', 'drive'] as const)(
  'who may %s gets the screen, and nothing from above it',
  async (mode) => {
    const participant = await working('Linus')
    await consented(participant, mode)
    const cockpit = await tabs.openCockpit()
    cockpit.send(look(participant))
    const { screen } = await cockpit.next('attached')
    participant.stream.print('ls\r\nnew words')
    await cockpit.printed('new words')
    expect(screen).toContain('line 59')
    expect(screen + cockpit.output).not.toContain(SECRET)
    expect(screen + cockpit.output).not.toContain('line 30')
  },
)

test('a look that goes on after a break, or says so, gets no more than the screen', async () => {
  const participant = await working('Linus')
  await consented(participant, 'watch')
  const first = await tabs.openCockpit()
  first.send(look(participant))
  const { stream } = await first.next('attached')
  first.socket.close()
  await once(first.socket, 'close')
  const cockpit = await tabs.openCockpit()
  cockpit.send(look(participant, { resume: { stream, offset: 0 } }))
  expect(await cockpit.next('error')).toMatchObject({ code: 'BAD_MESSAGE' })
  cockpit.send(look(participant))
  const { screen, isReset } = await cockpit.next('attached')
  participant.stream.print('new words')
  await cockpit.printed('new words')
  expect(isReset).toBe(true)
  expect(screen + cockpit.output).not.toContain(SECRET)
})

test('what is behind a full-screen program is not seen', async () => {
  const participant = await tabs.openParticipant('Linus')
  participant.stream.print(`${SECRET}\r\n$ vi\r\n\x1b[?1049h\x1b[H\x1b[2Jin the editor`)
  await participant.tab.printed('in the editor')
  await consented(participant, 'watch')
  const cockpit = await tabs.openCockpit()
  cockpit.send(look(participant))
  const { screen } = await cockpit.next('attached')
  await cockpit.settled()
  expect(screen).toContain('in the editor')
  expect(screen + cockpit.output).not.toContain(SECRET)
})

test('who follows the instructor gets the screen, and nothing from above it', async () => {
  const { stream } = await tabs.openPresenter(`docker login -p ${SECRET}\r\n${LATER}\r\n$ `)
  const { tab } = await tabs.openParticipant('Linus')
  tab.send(follow)
  const { screen } = await tab.next('attached')
  stream.print('new words')
  await tab.printed('new words')
  expect(screen).toContain('line 59')
  expect(screen + tab.output).not.toContain(SECRET)
})

test('a cockpit is not read while the terminal that it drives does not take what was typed', async () => {
  const participant = await tabs.openParticipant('Linus')
  const { stream } = participant
  await consented(participant, 'drive')
  const cockpit = await tabs.openCockpit()
  cockpit.send(look(participant))
  await cockpit.next('attached')
  const type = (text: string) => cockpit.socket.send(encodeFrame(1, Buffer.from(text)))
  stream.backlogBytes = MAX_INPUT_BACKLOG_BYTES + 1
  type('first ')
  await expect.poll(() => stream.typed).toBe('first ')
  type('second ')
  const settled = cockpit.settled()
  // A whole request later, the frame that was sent before it is still unread.
  await server.send('GET', '/api/health')
  expect(stream.typed).toBe('first ')
  stream.drain()
  await settled
  expect(stream.typed).toBe('first second ')
})
