import { PassThrough, Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { followMessages, type EngineMessage } from './engine-messages.ts'

test('messages are read whole, however the answer is cut', async () => {
  const seen: EngineMessage[] = []
  const answer = Readable.from([Buffer.from('{"status":"pul'), Buffer.from('ling"}\r\n{"id":"1"}')])
  await followMessages(answer, (message) => seen.push(message))
  expect(seen).toEqual([{ status: 'pulling' }, { id: '1' }])
})

test('what the Engine reports as an error is thrown', async () => {
  const answer = Readable.from([Buffer.from('{"error":"no space left"}\n{"id":"1"}\n')])
  await expect(followMessages(answer)).rejects.toThrow('no space left')
})

test('an answer that breaks off is an error, not a wait without end', async () => {
  const answer = new PassThrough()
  const end = followMessages(answer, () => answer.destroy())
  answer.write('{"status":"pulling"}\n')
  await expect(end).rejects.toThrow('Premature close')
})
