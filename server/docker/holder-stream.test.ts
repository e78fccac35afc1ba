import { Duplex } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { terminalNumberSchema } from '../protocol/ids.ts'
import { HolderStream } from './holder-stream.ts'

const MORE_THAN_A_WINDOW = 300_000

/** The engine's end of an exec in whose instance a participant, as root, plays the holder. */
class FakeExec extends Duplex {
  readonly #sent: Buffer[] = []

  override _read(): void {}
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#sent.push(chunk)
    done()
  }

  say(kind: string, payload: string | Buffer = ''): void {
    const body = Buffer.concat([Buffer.from(kind), Buffer.alloc(4), Buffer.from(payload)])
    body.writeUInt32BE(Buffer.byteLength(payload), 1)
    const header = Buffer.alloc(8)
    header[0] = 1
    header.writeUInt32BE(body.length, 4)
    this.push(Buffer.concat([header, body]))
  }

  /** The frames that came since the last call. */
  heard(): { kind: string; payload: Buffer }[] {
    const frames = []
    let bytes = Buffer.concat(this.#sent.splice(0))
    while (bytes.length > 0) {
      const end = 5 + bytes.readUInt32BE(1)
      frames.push({ kind: bytes.toString('latin1', 0, 1), payload: bytes.subarray(5, end) })
      bytes = bytes.subarray(end)
    }
    return frames
  }
}

async function openStream() {
  const exec = new FakeExec()
  const stream = new HolderStream(exec)
  const opened = stream.open({
    number: terminalNumberSchema.parse(2),
    size: { cols: 80, rows: 24 },
    from: { stream: 'abc', offset: 7 },
  })
  exec.say('H', JSON.stringify({ stream: 'abc', offset: 7, end: 9 }))
  await opened
  const ended = new Promise((resolve) => stream.onEnd(resolve))
  return { exec, stream, ended }
}

function taken(offset: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(offset))
  return bytes
}

test('it asks for a terminal and what it has not seen, and grants output when somebody listens', async () => {
  const { exec, stream } = await openStream()
  expect(stream).toMatchObject({ id: 'abc', from: 7, liveFrom: 9 })
  const [opening, ...others] = exec.heard()
  expect(JSON.parse(opening!.payload.toString())).toEqual({
    terminal: 2,
    cols: 80,
    rows: 24,
    from: { stream: 'abc', offset: 7 },
  })
  expect(others).toEqual([])
  stream.onData(() => undefined)
  expect(exec.heard()).toMatchObject([{ kind: 'W' }])
})

test('a paused stream grants nothing more', async () => {
  const { exec, stream } = await openStream()
  let bytes = 0
  stream.onData((data) => (bytes += data.length))
  stream.pause()
  exec.heard()
  for (let count = 0; count < 3; count++) exec.say('O', Buffer.alloc(50_000))
  await setImmediate()
  expect(bytes).toBe(150_000)
  expect(exec.heard()).toEqual([])
  stream.resume()
  expect(exec.heard()).toMatchObject([{ kind: 'W' }])
})

test('input goes in portions, as the terminal takes it', async () => {
  const { exec, stream } = await openStream()
  exec.heard()
  stream.write(Buffer.alloc(100_000, 'x'))
  const drained = stream.drained()
  const ahead = exec.heard().reduce((sum, { payload }) => sum + payload.length, 0)
  expect(ahead).toBe(64 * 1024)
  expect(stream.backlogBytes).toBe(100_000 - ahead)
  exec.say('A', taken(ahead))
  await drained
  expect(ahead + exec.heard().reduce((sum, { payload }) => sum + payload.length, 0)).toBe(100_000)
})

test.each<[string, (exec: FakeExec) => void]>([
  [
    'output that nobody granted',
    (exec) => {
      for (let sent = 0; sent < MORE_THAN_A_WINDOW; sent += 50_000) exec.say('O', Buffer.alloc(50_000))
    },
  ],
  ['input taken that was never sent', (exec) => exec.say('A', taken(1))],
  ['a second hello', (exec) => exec.say('H', '{"stream":"abc","offset":7,"end":9}')],
  ['nonsense', (exec) => exec.say('?', 'nonsense')],
])('it is lost when the other end says: %s', async (_, say) => {
  const { exec, stream, ended } = await openStream()
  let bytes = 0
  stream.onData((data) => (bytes += data.length))
  // What comes meanwhile is not granted again, as for a viewer that does not read.
  stream.pause()
  say(exec)
  expect(await ended).toBe('lost')
  expect(exec.destroyed).toBe(true)
  expect(bytes).toBeLessThan(MORE_THAN_A_WINDOW)
})

test('the end of the shell and the end of the line are told apart', async () => {
  const exited = await openStream()
  exited.exec.say('X')
  expect(await exited.ended).toBe('shell-exited')
  const lost = await openStream()
  lost.exec.destroy()
  expect(await lost.ended).toBe('lost')
})

test('a holder that ends without an answer is reported to whoever opens', async () => {
  const exec = new FakeExec()
  const opened = new HolderStream(exec).open({
    number: terminalNumberSchema.parse(1),
    size: { cols: 80, rows: 24 },
  })
  exec.destroy()
  await expect(opened).rejects.toMatchObject({ code: 'INSTANCE_NOT_READY' })
})
