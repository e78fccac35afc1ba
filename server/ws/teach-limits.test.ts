import { once } from 'node:events'
import { afterAll, afterEach, expect, test } from 'vitest'
import { RATE_LIMITS } from '../domain/rate-limits.ts'
import { MAX_CLIENT_MESSAGE_BYTES } from '../protocol/limits.ts'
import { RateLimits } from '../services/rate-limits.ts'
import { ClassTabs } from '../testing/class-tabs.ts'
import { CLASS_COOKIES, CO_INSTRUCTOR, startClass } from '../testing/open-class.ts'
import { TeachTab } from '../testing/teach-tab.ts'

const size = { cols: 80, rows: 24 }
const limits = new RateLimits()
const server = await startClass({}, { limits })
const tabs = new ClassTabs(server)
afterAll(() => server[Symbol.asyncDispose]())
afterEach(() => tabs.closeAll())

test('a flood of a cockpit’s frames is read slower, and another instructor’s is not', async () => {
  const cockpit = await tabs.openCockpit(CLASS_COOKIES.coInstructor)
  const other = await tabs.openCockpit(CLASS_COOKIES.instructor)
  // As if they had come from another of this instructor's cockpits: a debt of 0.4 seconds.
  const { burst, perMinute } = RATE_LIMITS['instructor.frames']
  for (let count = 0; count < burst + 0.4 * (perMinute / 60); count++)
    limits.charge('instructor.frames', CO_INSTRUCTOR.id)
  await cockpit.settled()
  const startedAt = performance.now()
  const late = cockpit.settled().then(() => performance.now())
  await other.settled()
  const otherAt = performance.now()
  expect((await late) - startedAt).toBeGreaterThan(200)
  expect(otherAt).toBeLessThan(await late)
})

test.each([
  ['wall', 'instructor.wall-views', { seats: [] }],
  ['attach', 'instructor.attaches', { channel: 1, seat: 'a'.repeat(16), input: 'c'.repeat(16), ...size }],
  ['resize', 'instructor.resizes', { channel: 1, ...size }],
] as const)('%s is refused for a while when it is asked for on and on', async (type, limit, fields) => {
  const cockpit = await tabs.openCockpit(CLASS_COOKIES.coInstructor)
  for (;;) {
    try {
      limits.take(limit, CO_INSTRUCTOR.id)
    } catch {
      break
    }
  }
  cockpit.send({ type, ...fields })
  expect(await cockpit.next('error')).toMatchObject({ code: 'RATE_LIMITED' })
})

test('a message that is longer than any of the protocol is not even parsed', async () => {
  const cockpit = await tabs.openCockpit()
  cockpit.socket.send(JSON.stringify({ type: 'ping', x: 'x'.repeat(MAX_CLIENT_MESSAGE_BYTES) }))
  expect(await cockpit.next('error')).toMatchObject({
    code: 'BAD_MESSAGE',
    message: expect.stringContaining('too long') as string,
  })
})

test('one account has only so many cockpits open, and gets room when one closes', async () => {
  let now = 0
  // None of those that come is too soon after the one before.
  const own = await startClass({}, { limits: new RateLimits(() => (now += 60_000)) })
  const ownTabs = new ClassTabs(own)
  const isAdmitted = async () => {
    const tab = new TeachTab(own, CLASS_COOKIES.instructor)
    const status = await Promise.race([tab.refusal(), once(tab.socket, 'open').then(() => 101)])
    if (status === 101) {
      tab.socket.close()
      await once(tab.socket, 'close')
    }
    return status
  }
  const open: TeachTab[] = []
  for (let count = 0; count < 50; count++) open.push(await ownTabs.openCockpit())
  expect(await isAdmitted()).toBe(429)
  await ownTabs.openCockpit(CLASS_COOKIES.coInstructor)
  open[0]!.socket.close()
  await expect.poll(isAdmitted).toBe(101)
  await ownTabs.closeAll()
  await own[Symbol.asyncDispose]()
})
