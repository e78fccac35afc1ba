import { afterEach, expect, test } from 'vitest'
import { seatIdSchema, type SeatId } from '../protocol/workshop.ts'
import type { LiveSession } from '../services/live-session.ts'
import type { LiveSeat } from '../services/live-workshop.ts'
import type { Sessions } from '../services/sessions.ts'
import type { Terminals } from '../services/terminals.ts'
import { instanceNameSchema } from '../protocol/ids.ts'
import { BYTES_PER_SECOND, Wall } from './wall.ts'

const node1 = instanceNameSchema.parse('node1')
/** In JSON an escape takes six bytes: 15 such pictures fill a second. */
const NOISE = '\x1b'.repeat(1_000)

const walls: Wall[] = []
afterEach(() => {
  for (const wall of walls.splice(0)) wall[Symbol.dispose]()
})

function seatIds(count: number): SeatId[] {
  return Array.from({ length: count }, (_, index) => {
    const digits = index.toString(4).padStart(16, '0')
    return seatIdSchema.parse(digits.replaceAll(/\d/g, (digit) => 'abcd'[Number(digit)]!))
  })
}

/** A cockpit that looks at that many seats, in whose terminals is printed what the test says. */
function open(count: number) {
  const ids = seatIds(count)
  const printed = new Map<SeatId, { output: string; offset: number }>()
  const sent: { seat: SeatId; bytes: number }[] = []
  const seats = new Map(ids.map((id) => [id, { stored: { isOnWall: true } } as LiveSeat]))
  const sessions: Pick<Sessions, 'bySeat'> = { bySeat: (id) => ({ id }) as unknown as LiveSession }
  const terminals = {
    positions(session: LiveSession) {
      const own = printed.get((session as unknown as { id: SeatId }).id)
      if (!own) return []
      const recent = (max: number) => ({
        size: { cols: 80, rows: 24 },
        bytes: new TextEncoder().encode(own.output).slice(-max),
      })
      return [{ key: 'node1/1', instance: node1, position: `s ${own.offset}`, recent }]
    },
  } as unknown as Pick<Terminals, 'positions'>
  const wall = new Wall({ seats }, { sessions, terminals }, ({ seat, output }) =>
    sent.push({ seat, bytes: Buffer.byteLength(JSON.stringify(output)) }),
  )
  walls.push(wall)
  const print = (seat: SeatId, output: string) =>
    printed.set(seat, { output, offset: (printed.get(seat)?.offset ?? 0) + output.length })
  /** What is sent in one second, in which all of them print. */
  const second = (...noisy: SeatId[]) => {
    sent.length = 0
    for (const seat of noisy) print(seat, NOISE)
    wall.tick()
    return sent.map(({ seat }) => seat)
  }
  const bytes = () => sent.reduce((sum, one) => sum + one.bytes, 0)
  return { ids, wall, print, second, bytes, sent, seats }
}

test('when all print, each second has its bytes, and each seat its turn', () => {
  const { ids, wall, second, bytes } = open(40)
  wall.show(ids)
  const shown = new Map<SeatId, number>()
  const rounds = 24
  for (let round = 0; round < rounds; round++) {
    const seats = second(...ids)
    for (const seat of seats) shown.set(seat, (shown.get(seat) ?? 0) + 1)
    // At most one picture more than fits.
    expect(bytes()).toBeLessThan(BYTES_PER_SECOND + 6_100)
    expect(seats).toHaveLength(15)
  }
  const counts = ids.map((id) => shown.get(id) ?? 0)
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(rounds * 15)
})

test('terminals that print without end do not keep a quiet one from being shown', () => {
  const { ids, wall, print, second } = open(40)
  wall.show(ids)
  const [quiet, ...noisy] = [ids.at(-1)!, ...ids.slice(0, -1)]
  second(...noisy)
  print(quiet, 'docker ps')
  const seconds = [second(...noisy), second(...noisy), second(...noisy)]
  expect(seconds.filter((seats) => seats.includes(quiet))).toHaveLength(1)
})

test('what has not changed is not sent again', () => {
  const { ids, wall, second } = open(2)
  wall.show(ids)
  expect(second(ids[0]!)).toEqual([ids[0]])
  expect(second()).toEqual([])
  expect(second(ids[1]!)).toEqual([ids[1]])
})

test('who scrolls all the time gets no more than anybody in a second', () => {
  const { ids, wall, print, bytes, sent } = open(40)
  for (const id of ids) print(id, NOISE)
  for (let count = 0; count < 20; count++) {
    wall.show([])
    wall.show(ids)
  }
  expect(bytes()).toBeLessThan(BYTES_PER_SECOND + 6_100)
  // The others come with the next seconds.
  const first = new Set(sent.map(({ seat }) => seat))
  for (let count = 0; count < 2; count++) wall.tick()
  expect(new Set(sent.map(({ seat }) => seat)).size).toBe(40)
  expect(first.size).toBeLessThan(40)
})

test('who is not on the wall, or out of view, is not shown', () => {
  const { ids, wall, print, second, seats, sent } = open(3)
  seats.set(ids[0]!, { stored: { isOnWall: false } } as LiveSeat)
  for (const id of ids) print(id, 'secret')
  wall.show(ids.slice(0, 2))
  expect(sent.map(({ seat }) => seat)).toEqual([ids[1]])
  expect(second(...ids)).toEqual([ids[1]])
})
