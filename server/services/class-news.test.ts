import { afterEach, expect, test, vi } from 'vitest'
import { openClass } from '../testing/open-class.ts'
import type { ClassState } from './class-news.ts'
import { ClassNews, rowState } from './class-news.ts'

afterEach(() => void vi.useRealTimers())

async function open() {
  const { workshop, cockpit, workshops } = await openClass()
  vi.useFakeTimers()
  let made = 0
  const news = new ClassNews((of) => {
    made++
    return cockpit.state(of)
  })
  return { workshop, workshops, news, made: () => made, cockpit }
}

test('all cockpits of a workshop are told the same, which was made once', async () => {
  const { workshop, news, made } = await open()
  const told: ClassState[] = []
  using _one = news.follow(workshop, (state) => told.push(state))
  using _other = news.follow(workshop, (state) => told.push(state))
  workshop.changed()
  workshop.changed()
  await vi.advanceTimersByTimeAsync(1)
  expect([made(), told.length]).toEqual([1, 2])
  expect(told[0]).toBe(told[1])
  // What the clock alone has changed.
  await vi.advanceTimersByTimeAsync(500)
  expect([made(), told.length]).toEqual([2, 4])
})

test('nothing is made for a workshop that nobody looks at', async () => {
  const { workshop, news, made } = await open()
  const listener = () => undefined
  const one = news.follow(workshop, listener)
  const other = news.follow(workshop, () => undefined)
  one[Symbol.dispose]()
  one[Symbol.dispose]()
  await vi.advanceTimersByTimeAsync(500)
  expect(made()).toBe(1)
  other[Symbol.dispose]()
  workshop.changed()
  await vi.advanceTimersByTimeAsync(5_000)
  expect([made(), vi.getTimerCount()]).toEqual([1, 0])
  using _again = news.follow(workshop, listener)
  await vi.advanceTimersByTimeAsync(500)
  expect(made()).toBe(2)
})

test('time at a step is news once a minute', async () => {
  const { workshop, workshops, cockpit } = await open()
  await workshops.join(workshop, 'Linus')
  const [row] = cockpit.rows(workshop)
  const stuck = { kind: 'slow', column: 0, usualMs: null, count: 0, reason: null } as const
  const at = (sinceMs: number) => rowState({ ...row!, stuck: { ...stuck, sinceMs } }).text
  expect(at(60_000)).toBe(at(119_999))
  expect(at(60_000)).not.toBe(at(120_000))
  expect(rowState(row!).text).toBe(JSON.stringify(row))
})
