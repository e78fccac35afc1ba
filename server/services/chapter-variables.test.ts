import { expect, test } from 'vitest'
import { instanceNameSchema, labIdSchema, variableNameSchema } from '../protocol/ids.ts'
import { chapterWith } from '../testing/chapter-with.ts'
import { createLabBench, settled } from '../testing/lab-bench.ts'

const node1 = instanceNameSchema.parse('node1')
const digest = variableNameSchema.parse('digest')
const registry = variableNameSchema.parse('registry')
const CHAPTER = chapterWith({
  variables: new Map([
    [
      digest,
      {
        name: digest,
        pattern: 'sha256:[0-9a-f]{4}',
        example: 'sha256:0000',
        source: { type: 'script', on: node1, run: 'find it' },
      },
    ],
    [registry, { name: registry, pattern: '[a-z]+', example: 'mine', source: { type: 'ask', ask: 'Name?' } }],
  ]),
})
const REF = { lab: labIdSchema.parse('lab'), chapter: CHAPTER.id }

async function prepare() {
  const bench = createLabBench({ catalog: { labs: () => [], chapter: () => CHAPTER } })
  const { session } = await bench.sessions.open()
  bench.instances.create(session)
  await settled(session, node1, 'ready')
  return { ...bench, session }
}

test('the account of the session is known from the start', async () => {
  const { variables, session } = await prepare()
  expect(await variables.values(session, REF)).toMatchObject({
    username: session.stored.username,
    password: expect.stringMatching(/^[a-z2-7-]+$/) as string,
    'aws-account': expect.stringMatching(/^\d{12}$/) as string,
  })
})

test('what a script finds is kept, told once, and stays when it finds nothing any more', async () => {
  const { variables, session, access } = await prepare()
  const told: string[] = []
  using _told = session.subscribe((message) => {
    if (message.type === 'variables') told.push(message.values.digest ?? 'none')
  })
  access.answer = () => ({ status: 'exited', exitCode: 0, output: 'noise\nsha256:12ab\n' })
  await variables.refresh(session, REF, CHAPTER)
  await variables.refresh(session, REF, CHAPTER)
  access.answer = () => ({ status: 'exited', exitCode: 1, output: 'sha256:9999' })
  await variables.refresh(session, REF, CHAPTER)
  expect(told).toEqual(['sha256:12ab'])
  expect(await variables.values(session, REF)).toMatchObject({ digest: 'sha256:12ab' })
})

test.each(['sha256:12ab; reboot', 'sha256:xyz!', '', '$(x)'])(
  'a script cannot smuggle in %j',
  async (output) => {
    const { variables, session, access } = await prepare()
    access.answer = () => ({ status: 'exited', exitCode: 0, output })
    await variables.refresh(session, REF, CHAPTER)
    expect(await variables.values(session, REF)).not.toHaveProperty('digest')
  },
)

test('a value is typed once, when it has its form and is asked for', async () => {
  const { variables, session } = await prepare()
  await expect(variables.set(session, REF, { name: registry, value: 'a b' })).rejects.toThrow('form')
  await expect(variables.set(session, REF, { name: digest, value: 'sha256:12ab' })).rejects.toThrow('not ask')
  await variables.set(session, REF, { name: registry, value: 'mine' })
  expect(await variables.values(session, REF)).toMatchObject({ registry: 'mine' })
})
