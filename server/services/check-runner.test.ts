import { expect, test } from 'vitest'
import type { Check } from '../domain/lab.ts'
import { chapterIdSchema, checkIdSchema, instanceNameSchema, labIdSchema } from '../protocol/ids.ts'
import type { ServerMessage } from '../protocol/messages.ts'
import { chapterWith } from '../testing/chapter-with.ts'
import { createLabBench, settled } from '../testing/lab-bench.ts'
import type { LiveSession } from './live-session.ts'

const node1 = instanceNameSchema.parse('node1')
const ref = { lab: labIdSchema.parse('lab'), chapter: chapterIdSchema.parse('chapter') }
const started = checkIdSchema.parse('started')
const cleaned = checkIdSchema.parse('cleaned')

function check(id: Check['id'], over: Partial<Check> = {}): Check {
  const help = { reason: `hint ${id}`, hints: [], solution: `solve ${id}`, mistakes: [] }
  return { id, on: node1, mode: 'edge', run: `run ${id}`, after: [], ...help, ...over }
}

async function prepare(checks: Check[]) {
  const chapter = chapterWith({ id: ref.chapter, checks: new Map(checks.map((item) => [item.id, item])) })
  const bench = createLabBench({ catalog: { labs: () => [], chapter: () => chapter } })
  const { session } = await bench.sessions.open()
  bench.instances.create(session)
  await settled(session, node1, 'ready')
  return { ...bench, session }
}

function nextChecks(session: LiveSession): Promise<Extract<ServerMessage, { type: 'checks' }>['checks']> {
  return new Promise((resolve) => {
    const subscription = session.subscribe((message) => {
      if (message.type !== 'checks') return
      subscription[Symbol.dispose]()
      resolve(message.checks)
    })
  })
}

test('a check that succeeds is done, and its chapter’s progress is saved', async () => {
  const { checks, session, store, progress } = await prepare([check(started)])
  const verdict = nextChecks(session)
  using _watch = checks.watch(session, ref)
  expect(await verdict).toEqual([{ id: 'started', status: 'done' }])
  expect(await progress.bySession((await store.open())[0]!.id)).toEqual([{ ...ref, done: ['started'] }])
})

test('one that fails says why in its last line, cleaned of control characters, or gives its hint', async () => {
  const { checks, session, access } = await prepare([check(started)])
  access.answer = () => ({ status: 'exited', exitCode: 1, output: 'noise\n\x1b[31mnothing on port 5000\n' })
  let verdict = nextChecks(session)
  using _watch = checks.watch(session, ref)
  expect(await verdict).toEqual([{ id: 'started', status: 'not-done', reason: '[31mnothing on port 5000' }])
  access.answer = () => ({ status: 'exited', exitCode: 1, output: '' })
  verdict = nextChecks(session)
  session.notifyActivity()
  expect(await verdict).toEqual([{ id: 'started', status: 'not-done', reason: 'hint started' }])
})

test('one that comes after another is not looked at before that is done', async () => {
  const { checks, session, access } = await prepare([check(started), check(cleaned, { after: [started] })])
  access.answer = (script) => ({ status: 'exited', exitCode: script === 'run started' ? 1 : 0, output: 'no' })
  const verdict = nextChecks(session)
  using _watch = checks.watch(session, ref)
  expect(await verdict).toEqual([
    { id: 'started', status: 'not-done', reason: 'no' },
    { id: 'cleaned', status: 'not-done' },
  ])
  expect(access.scripts).toEqual(['run started'])
})

test('an edge check stays done, a level check follows the truth', async () => {
  const level = checkIdSchema.parse('level')
  const { checks, session, access, progress } = await prepare([
    check(started),
    check(level, { mode: 'level' }),
  ])
  let verdict = nextChecks(session)
  using _watch = checks.watch(session, ref)
  await verdict
  access.answer = () => ({ status: 'exited', exitCode: 1, output: 'gone' })
  verdict = nextChecks(session)
  session.notifyActivity()
  expect(await verdict).toEqual([
    { id: 'started', status: 'done' },
    { id: 'level', status: 'not-done', reason: 'gone' },
  ])
  expect(await progress.bySession(session.stored.id)).toEqual([{ ...ref, done: ['started'] }])
})

test('a script that takes too long, or an instance that is gone, is a reason and not the end', async () => {
  const { checks, session, access } = await prepare([check(started)])
  access.answer = () => ({ status: 'timed-out' })
  let verdict = nextChecks(session)
  using _watch = checks.watch(session, ref)
  expect((await verdict)[0]).toMatchObject({
    status: 'not-done',
    reason: expect.stringContaining('too long') as string,
  })
  access.answer = () => {
    throw new Error('no such container')
  }
  verdict = nextChecks(session)
  session.notifyActivity()
  expect((await verdict)[0]).toMatchObject({
    status: 'not-done',
    reason: expect.stringContaining('could not run') as string,
  })
})

test('deleting the instance does not undo what was done in it', async () => {
  const { checks, session, instances } = await prepare([check(started, { mode: 'level' })])
  let verdict = nextChecks(session)
  using _watch = checks.watch(session, ref)
  await verdict
  await instances.remove(session, node1)
  verdict = nextChecks(session)
  session.notifyActivity()
  expect(await verdict).toEqual([{ id: 'started', status: 'done' }])
})

test('however often a tab changes its view, one script runs at a time', async () => {
  const { checks, session, access } = await prepare([check(started), check(cleaned)])
  let running = 0
  let most = 0
  access.answerSlowly = async () => {
    most = Math.max(most, ++running)
    await new Promise(setImmediate)
    running--
    return { status: 'exited', exitCode: 1, output: 'no' }
  }
  const watches = Array.from({ length: 50 }, () => checks.watch(session, ref))
  for (const watch of watches.slice(0, 49)) watch[Symbol.dispose]()
  await nextChecks(session)
  watches[49]![Symbol.dispose]()
  await checks[Symbol.asyncDispose]()
  expect(most).toBe(1)
  expect(access.scripts.length).toBeLessThan(10)
})
