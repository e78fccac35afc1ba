import { expect, test } from 'vitest'
import type { Check, Step } from '../domain/lab.ts'
import { checkIdSchema, instanceNameSchema, labIdSchema, stepIdSchema } from '../protocol/ids.ts'
import type { ServerMessage } from '../protocol/messages.ts'
import { chapterWith } from '../testing/chapter-with.ts'
import { createLabBench, settled } from '../testing/lab-bench.ts'
import type { LiveSession } from './live-session.ts'

type Report = Extract<ServerMessage, { type: 'catching-up' }>

const node1 = instanceNameSchema.parse('node1')
const PROMPT = '\x1b]133;D;0\x07\x1b]133;A\x07$ '

function step(id: string, ...checks: string[]): Step {
  const ids = checks.map((check) => checkIdSchema.parse(check))
  const content = { type: 'root' as const, children: [] }
  return { id: stepIdSchema.parse(id), title: id, content, blocks: [], checks: ids, flow: [] }
}

function check(id: string): Check {
  const help = { reason: `${id} is missing`, hints: [], mistakes: [] }
  const scripts = { run: `is ${id} there`, solution: `make ${id}` }
  return { id: checkIdSchema.parse(id), on: node1, mode: 'edge', after: [], ...scripts, ...help }
}

const CHAPTER = chapterWith({
  steps: [step('first', 'a'), step('second', 'b'), step('third', 'c')],
  checks: new Map(['a', 'b', 'c'].map((id) => [checkIdSchema.parse(id), check(id)])),
})
const REF = { lab: labIdSchema.parse('lab'), chapter: CHAPTER.id }
const THIRD = { ...REF, step: stepIdSchema.parse('third') }

/** A session whose shells do what they are told: a check is right once its solution was typed. */
async function prepare() {
  const bench = createLabBench({ catalog: { labs: () => [], chapter: () => CHAPTER } })
  const made = new Set<string>()
  bench.access.onShell = (stream) => {
    made.clear()
    stream.onTyped = (text) => {
      const name = /make (\w)/.exec(text)?.[1]
      if (name !== undefined) made.add(name)
      return `\x1b]133;C\x07${PROMPT}`
    }
    stream.print(PROMPT)
  }
  bench.access.answer = (script) => ({
    status: 'exited',
    exitCode: made.has(/is (\w)/.exec(script)?.[1] ?? '') ? 0 : 1,
    output: '',
  })
  const { session } = await bench.sessions.open()
  return { ...bench, session, made }
}

function nextReport(session: LiveSession, status: Report['status']): Promise<Report> {
  return new Promise((resolve) => {
    const subscription = session.subscribe((message) => {
      if (message.type !== 'catching-up' || message.status !== status) return
      subscription[Symbol.dispose]()
      resolve(message)
    })
  })
}

test('starts what is missing, types the solutions of all earlier steps, and marks them done', async () => {
  const { catchUp, session, access, progress } = await prepare()
  const done = nextReport(session, 'done')
  catchUp.start(session, THIRD, { isFresh: false })
  expect(await done).toMatchObject({ played: 2, total: 2 })
  expect(access.streams.at(-1)!.typed).toBe('make a\rmake b\r')
  expect(await progress.bySession(session.stored.id)).toEqual([{ ...REF, done: ['a', 'b'] }])
})

test('does not play what is there already', async () => {
  const { catchUp, session, access, instances, made } = await prepare()
  instances.create(session)
  await settled(session, node1, 'ready')
  await new Promise((resolve) => setImmediate(resolve))
  made.add('a')
  const done = nextReport(session, 'done')
  catchUp.start(session, THIRD, { isFresh: false })
  await done
  expect(access.streams.at(-1)!.typed).toBe('make b\r')
})

test('a reset takes a new instance and forgets what the step and those after it had reached', async () => {
  const { catchUp, session, checks, progress } = await prepare()
  await checks.save(session, REF, { id: checkIdSchema.parse('c'), status: 'done' })
  const first = nextReport(session, 'done')
  catchUp.start(session, THIRD, { isFresh: false })
  await first
  const before = session.readyInstance(node1)!.id
  const second = nextReport(session, 'done')
  catchUp.start(session, THIRD, { isFresh: true })
  await second
  expect(session.readyInstance(node1)!.id).not.toBe(before)
  expect(await progress.bySession(session.stored.id)).toEqual([{ ...REF, done: ['a', 'b'] }])
})

test('says what it could not do, and can be tried again', async () => {
  const { catchUp, session, access, instances } = await prepare()
  access.onShell = (stream) => stream.print('\x1b]133;A\x07$ \x1b]133;C\x07running')
  instances.create(session)
  await settled(session, node1, 'ready')
  // The shell starts with the instance.
  await new Promise((resolve) => setImmediate(resolve))
  const failed = nextReport(session, 'failed')
  catchUp.start(session, THIRD, { isFresh: false })
  expect(() => catchUp.start(session, THIRD, { isFresh: false })).toThrow('being prepared')
  expect(await failed).toMatchObject({ message: expect.stringContaining('still running') as string })
  expect(catchUp.report(session)).toBeUndefined()
})

test('knows the steps of its chapter', async () => {
  const { catchUp, session } = await prepare()
  const gone = { ...REF, step: stepIdSchema.parse('gone') }
  expect(() => catchUp.start(session, gone, { isFresh: false })).toThrow('no such step')
})
