import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeHolderFrame, HolderFrameReader, ImpossibleFrame, type HolderFrame } from './holder-frames.ts'

function frame(kind: string, payload: Uint8Array | string, length = payload.length): Buffer {
  const header = Buffer.alloc(5)
  header.write(kind, 'latin1')
  header.writeUInt32BE(length, 1)
  return Buffer.concat([header, Buffer.from(payload)])
}

function offset(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(value))
  return bytes
}

/** What is read, with neighbouring output as one: how it comes is not ours to say. */
function read(chunks: Buffer[]): HolderFrame[] {
  const frames: HolderFrame[] = []
  const reader = new HolderFrameReader((next) => {
    const last = frames.at(-1)
    if (next.type === 'output' && last?.type === 'output')
      last.bytes = Buffer.concat([last.bytes, next.bytes])
    else frames.push(next)
  })
  for (const chunk of chunks) reader.push(chunk)
  return frames
}

function cutAt(bytes: Buffer, places: number[]): Buffer[] {
  const edges = [0, ...places.map((place) => place % bytes.length).sort((a, b) => a - b), bytes.length]
  return edges.slice(1).map((to, index) => bytes.subarray(edges[index], to))
}

const count = fc.nat({ max: Number.MAX_SAFE_INTEGER })
const anyFrame: fc.Arbitrary<[Buffer, HolderFrame]> = fc.oneof(
  fc
    .record({ stream: fc.string({ minLength: 1, maxLength: 64 }), offset: count, end: count })
    .map((hello): [Buffer, HolderFrame] => [
      frame('H', Buffer.from(JSON.stringify(hello))),
      { type: 'hello', ...hello },
    ]),
  fc
    .uint8Array({ minLength: 1, maxLength: 300 })
    .map((bytes): [Buffer, HolderFrame] => [
      frame('O', bytes),
      { type: 'output', bytes: Buffer.from(bytes) },
    ]),
  count.map((taken): [Buffer, HolderFrame] => [
    frame('A', offset(taken)),
    { type: 'input-taken', offset: taken },
  ]),
  fc.constant<[Buffer, HolderFrame]>([frame('X', ''), { type: 'exited' }]),
)

test('frames are the same wherever their bytes are cut', () => {
  fc.assert(
    fc.property(fc.array(anyFrame, { minLength: 1 }), fc.array(fc.nat()), (sent, cuts) => {
      const bytes = Buffer.concat(sent.map(([encoded]) => encoded))
      const whole = read([bytes])
      expect(read(cutAt(bytes, cuts))).toEqual(whole)
      const others = (frames: HolderFrame[]) => frames.filter(({ type }) => type !== 'output')
      expect(others(whole)).toEqual(others(sent.map(([, decoded]) => decoded)))
      const output = (frames: HolderFrame[]) =>
        Buffer.concat(frames.flatMap((next) => (next.type === 'output' ? [next.bytes] : [])))
      expect(output(whole)).toEqual(output(sent.map(([, decoded]) => decoded)))
    }),
  )
})

test('output is handed on before its frame is whole', () => {
  expect(read([frame('O', 'echo', 1000)])).toEqual([{ type: 'output', bytes: Buffer.from('echo') }])
})

test.each([
  ['output without bytes', frame('O', '')],
  ['too much output', frame('O', '', 64 * 1024 + 1)],
  ['a hello that would be kept for long', frame('H', '', 513)],
  ['a hello that is no JSON', frame('H', '{')],
  ['a hello with a wrong offset', frame('H', '{"stream":"s","offset":-1,"end":0}')],
  ['a hello with an offset that no number can be', frame('H', '{"stream":"s","offset":1e300,"end":0}')],
  ['an acknowledgement of another length', frame('A', 'short')],
  ['an end with words', frame('X', 'bye')],
  ['an unknown type', frame('Z', '')],
])('refused: %s', (_, bytes) => {
  expect(() => read([bytes])).toThrow(ImpossibleFrame)
})

test('whatever comes, it is read or refused, and little of it is kept', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 50 })), (chunks) => {
      try {
        read(chunks.map((chunk) => Buffer.from(chunk)))
      } catch (error) {
        expect(error).toBeInstanceOf(ImpossibleFrame)
      }
    }),
  )
})

test('the holder is spoken to in its own frames', () => {
  expect(encodeHolderFrame.input(Buffer.from('ls\r'))).toEqual(frame('I', 'ls\r'))
  expect(encodeHolderFrame.granted(2 ** 40)).toEqual(frame('W', offset(2 ** 40)))
  expect(encodeHolderFrame.size({ cols: 132, rows: 40 })).toEqual(frame('S', Buffer.from([0, 132, 0, 40])))
  expect(encodeHolderFrame.hangUp()).toEqual(frame('K', ''))
})
