import fc from 'fast-check'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { Demultiplexer, StdioFrames } from './stdio-frames.ts'

function frame(stream: number, text: string): Buffer {
  const header = Buffer.alloc(8)
  header[0] = stream
  header.writeUInt32BE(Buffer.byteLength(text), 4)
  return Buffer.concat([header, Buffer.from(text)])
}

async function read(chunks: Buffer[], frames: StdioFrames): Promise<string> {
  let text = ''
  for await (const chunk of Readable.from(chunks).pipe(frames)) text += String(chunk)
  return text
}

test('passes the streams that are wanted, wherever the bytes are cut', async () => {
  const whole = Buffer.concat([
    frame(1, 'one'),
    frame(2, 'err'),
    frame(1, ''),
    frame(1, 'two'),
    frame(2, '!'),
  ])
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 1, max: whole.length - 1 })), async (cuts) => {
      const edges = [0, ...cuts.sort((a, b) => a - b), whole.length]
      const chunks = edges.slice(1).map((to, index) => whole.subarray(edges[index], to))
      expect(await read(chunks, new StdioFrames(['stdout']))).toBe('onetwo')
      expect(await read(chunks, new StdioFrames(['stdout', 'stderr']))).toBe('oneerrtwo!')
    }),
    { numRuns: 50 },
  )
})

test('what is wanted is handed on before its frame is whole, and the rest of it follows', () => {
  const parts: string[] = []
  const frames = new Demultiplexer(['stdout'], (bytes) => parts.push(String(bytes)))
  const bytes = Buffer.concat([frame(1, 'echo'), frame(2, 'no'), frame(1, 'end')])
  frames.push(bytes.subarray(0, 10))
  expect(parts).toEqual(['ec'])
  frames.push(bytes.subarray(10))
  expect(parts).toEqual(['ec', 'ho', 'end'])
})
