import { expect, test } from 'vitest'
import { instanceNameSchema } from '../protocol/ids.ts'
import type { ServerMessage } from '../protocol/messages.ts'
import { FIRST, startInstance } from '../testing/class-tabs.ts'
import { createLabBench, settled } from '../testing/lab-bench.ts'
import { openClass, takeSeat } from '../testing/open-class.ts'
import { KEPT_MS } from './last-screens.ts'
import type { LiveSession } from './live-session.ts'
import { keyOfCookie } from './session-key.ts'
import { screenText, MAX_SCREEN_CHARACTERS } from './screen-text.ts'

const node1 = instanceNameSchema.parse('node1')
const MINUTE = 60_000

async function openWithTerminal(options: Parameters<typeof createLabBench>[0] = {}) {
  const bench = createLabBench({ idleTimeoutMs: 30 * MINUTE, ...options })
  const { session, token } = await bench.sessions.open()
  bench.instances.create(session)
  await settled(session, node1, 'ready')
  await expect.poll(() => bench.access.streams.length).toBe(1)
  // From the first look on.
  bench.sessionEnds.tick()
  const messages: ServerMessage[] = []
  session.subscribe((message) => messages.push(message))
  return { ...bench, session, token, messages, shell: bench.access.streams[0]! }
}

test('a session that nobody uses is warned, and lives on when somebody does', async () => {
  const { sessions, session, clock, sessionEnds, capacity, timeline } = await openWithTerminal()
  clock.advance(25 * MINUTE)
  sessionEnds.tick()
  expect(sessions.view(session).idleEndsAt).toBe(clock.now() + 5 * MINUTE)
  await expect
    .poll(async () => (await timeline.bySession(session.stored.id)).map(({ event }) => event.type))
    .toContain('idle-warned')
  capacity.presence.used(session)
  expect(sessions.view(session).idleEndsAt).toBeNull()
  clock.advance(5 * MINUTE)
  sessionEnds.tick()
  expect(sessions.all()).toEqual([session])
})

test('it ends after the whole time, with the reason and the last screen of its terminal', async () => {
  const { sessions, session, token, clock, sessionEnds, messages, shell, lastScreens } =
    await openWithTerminal()
  shell.print('\x1b[1;36m[node1]\x1b[0m ~ $ docker ps\r\nCONTAINER ID   IMAGE\r\n[node1] ~ $ ')
  clock.advance(30 * MINUTE)
  sessionEnds.tick()
  await expect.poll(() => sessions.all()).toEqual([])
  expect(messages.at(-1)).toMatchObject({
    session: null,
    endReason: expect.stringMatching(/nobody/i) as string,
  })
  expect(await lastScreens.read(keyOfCookie(token))).toEqual({
    screens: [
      {
        instance: 'node1',
        terminal: 1,
        name: null,
        text: '[node1] ~ $ docker ps\nCONTAINER ID   IMAGE\n[node1] ~ $',
      },
    ],
    keptUntil: clock.now() + KEPT_MS,
  })
  expect(session.closing.signal.aborted).toBe(true)
})

test('last screens are for the cookie of their session alone, and are forgotten after a while', async () => {
  const { sessions, session, token, clock, shell, lastScreens } = await openWithTerminal()
  shell.print('secret')
  await sessions.close(session, 'time-up')
  expect((await lastScreens.read(keyOfCookie(token))).screens).toHaveLength(1)
  expect(await lastScreens.read(undefined)).toEqual({ screens: [], keptUntil: null })
  expect((await lastScreens.read(keyOfCookie('x'.repeat(43)))).screens).toEqual([])
  clock.advance(KEPT_MS)
  expect((await lastScreens.read(keyOfCookie(token))).screens).toEqual([])
})

test('last screens of a seat are there for whoever has it, of its last session alone', async () => {
  const bench = await openClass()
  const { place, session, id: seatId } = await takeSeat(bench)
  const { session: others, id: otherId } = await takeSeat(bench)
  const textOf = async (id = seatId) =>
    (await bench.lastScreens.read({ seatId: id })).screens.map(({ text }) => text)
  const printIn = async (of: LiveSession, text: string) => {
    await startInstance(bench, of)
    await bench.terminals.open(of, FIRST)
    bench.access.streams.at(-1)!.print(text)
  }
  await printIn(session, 'first')
  await printIn(others, 'of another')
  await bench.sessions.close(session, 'idle')
  await bench.sessions.close(others, 'idle')
  expect([await textOf(), await textOf(otherId)]).toEqual([['first'], ['of another']])
  const { session: second } = await bench.seatSessions.open(place, () => bench.sessions.open())
  // Somebody who has started anew has these.
  expect(await textOf()).toEqual([])
  await bench.sessions.close(second, 'participant')
  expect([await textOf(), await textOf(otherId)]).toEqual([[], ['of another']])
})

test('who closes the session wants nothing kept', async () => {
  const { sessions, session, token, shell, lastScreens } = await openWithTerminal()
  shell.print('secret')
  await sessions.close(session, 'participant')
  expect((await lastScreens.read(keyOfCookie(token))).screens).toEqual([])
})

test('a session ends when its time is up, and not when it was extended', async () => {
  const { sessions, session, clock, sessionEnds, store } = await openWithTerminal({ idleTimeoutMs: 0 })
  clock.advance(59 * MINUTE)
  await sessions.extend(session, 60 * MINUTE)
  expect((await store.open())[0]!.expiresAt).toBe(session.stored.expiresAt)
  clock.advance(60 * MINUTE)
  sessionEnds.tick()
  expect(sessions.all()).toEqual([session])
  clock.advance(MINUTE)
  sessionEnds.tick()
  await expect.poll(() => sessions.all()).toEqual([])
})

test('whoever waits for room is not idle, and gets the whole time afterwards', async () => {
  const bench = createLabBench({ idleTimeoutMs: 30 * MINUTE, maxTotal: 1, maxWaiting: 1 })
  const { sessions, instances, clock, sessionEnds, capacity } = bench
  const { session: first } = await sessions.open()
  instances.create(first)
  await settled(first, node1, 'ready')
  const { session } = await sessions.open()
  using _tab = capacity.presence.enter(session)
  instances.create(session)
  for (let minute = 0; minute < 40; minute += 10) {
    clock.advance(10 * MINUTE)
    capacity.presence.used(first)
    sessionEnds.tick()
  }
  expect(sessions.all()).toEqual([first, session])
  await sessions.close(first, 'participant')
  await settled(session, node1, 'ready')
  clock.advance(24 * MINUTE)
  sessionEnds.tick()
  expect(session.idleEndsAt).toBeNull()
})

test('the text of a screen is what somebody sees: joined rows, no colours, the newest part of a long one', async () => {
  const size = { cols: 20, rows: 5 }
  const text = (output: string) => screenText({ size, screen: undefined, bytes: Buffer.from(output) })
  expect(await text(`${'x'.repeat(50)}\r\n\x1b[31mred\x1b[0m   \r\n\r\n\r\n`)).toBe(`${'x'.repeat(50)}\nred`)
  expect(await text('shell\r\n\x1b[?1049h\x1b[2J\x1b[Htop - 12:00')).toBe('top - 12:00')
  const long = await text(Array.from({ length: 5_000 }, (_, line) => `line ${line}`).join('\r\n'))
  expect(long.endsWith('line 4999')).toBe(true)
  expect(long.split('\n').length).toBeLessThanOrEqual(205)
  const wide = await screenText({
    size: { cols: 500, rows: 5 },
    screen: undefined,
    bytes: Buffer.from(`${'y'.repeat(499)}\r\n`.repeat(300)),
  })
  expect(wide.length).toBeLessThanOrEqual(MAX_SCREEN_CHARACTERS)
})
