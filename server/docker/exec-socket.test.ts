import { once } from 'node:events'
import { Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import { ExecSocket } from './exec-socket.ts'

const FRAME_BYTES = 16 * 1024

function frame(): Buffer {
  const header = Buffer.alloc(8)
  header[0] = 1
  header.writeUInt32BE(FRAME_BYTES, 4)
  return Buffer.concat([header, Buffer.alloc(FRAME_BYTES, 'x')])
}

/** An exec that prints so many frames and exits: it ends, and closes at once. */
function exec(frames: number): Duplex {
  let left = frames
  return new Duplex({
    allowHalfOpen: false,
    read() {
      this.push(left-- > 0 ? frame() : null)
    },
    write: (_chunk, _encoding, done) => done(),
  })
}

test('a slow reader gets all that came before the end', async () => {
  const raw = exec(8)
  const socket = new ExecSocket(raw)
  const closed = once(raw, 'close')
  let bytes = 0
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    bytes += chunk.length
    await new Promise((resolve) => setImmediate(resolve))
  }
  await closed
  expect(bytes).toBe(8 * FRAME_BYTES)
})

test('a reader that begins after the exec has closed gets what was buffered', async () => {
  const raw = exec(1)
  const socket = new ExecSocket(raw)
  await once(raw, 'close')
  let bytes = 0
  for await (const chunk of socket as AsyncIterable<Buffer>) bytes += chunk.length
  expect(bytes).toBe(FRAME_BYTES)
})

test('an exec that breaks off ends the socket', async () => {
  const raw = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() })
  const socket = new ExecSocket(raw)
  const closed = once(socket, 'close')
  raw.destroy()
  await closed
  expect(socket.destroyed).toBe(true)
})
