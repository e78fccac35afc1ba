import { expect, test } from 'vitest'
import { instanceNameSchema } from '../protocol/ids.ts'
import { createLabBench } from '../testing/lab-bench.ts'

const node1 = instanceNameSchema.parse('node1')

test('whoever waits for an instance is no page that looks at the session', async () => {
  const bench = createLabBench()
  const { session } = await bench.sessions.open()
  session.addInstance({ status: 'starting', name: node1, phase: 'waiting' })
  const settled = session.settled(node1, session.closing.signal)
  expect(session.isWatched).toBe(false)
  session.update(node1, { type: 'failed', code: 'INSTANCE_FAILED', message: 'It did not start.' })
  expect(await settled).toMatchObject({ status: 'failed' })
})
