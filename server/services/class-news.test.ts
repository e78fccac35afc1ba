import { afterEach, expect, test, vi } from 'vitest'
import { openClass } from '../testing/open-class.ts'
import { ClassNews, type ClassState } from './class-news.ts'

afterEach(() => void vi.useRealTimers())

async function open() {
  const { workshop, cockpit } = await openClass()
  vi.useFakeTimers()
  let made = 0
  const news = new ClassNews((of) => {
    made++
    return cockpit.state(of)
  })
  return { workshop, news, made: () => made }
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
