import { describe, expect, it } from 'vitest'
import { CastRecorder } from './cast-recorder.ts'
import { parseCast } from './parse-cast.ts'

const STARTED_AT_MS = 1_764_000_000_500

function record(maxBytes?: number) {
  let now = STARTED_AT_MS
  const recorder = new CastRecorder({
    cols: 80,
    rows: 24,
    title: 'node1 “ü”',
    screen: 'screen',
    now: () => now,
    ...(maxBytes !== undefined && { maxBytes }),
  })
  return { recorder, wait: (ms: number) => void (now += ms) }
}

async function lines(recorder: CastRecorder): Promise<unknown[]> {
  const text = await recorder.toBlob().text()
  return text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
}

describe('CastRecorder', () => {
  it('writes a header and timed events', async () => {
    const { recorder, wait } = record()
    wait(250)
    recorder.output(new TextEncoder().encode('\x1b[1mhi\r\n'))
    wait(1_000)
    recorder.resize({ cols: 100, rows: 30 })
    recorder.mark('ls -l')
    expect(await lines(recorder)).toEqual([
      {
        version: 2,
        width: 80,
        height: 24,
        timestamp: 1_764_000_000,
        title: 'node1 “ü”',
        env: { TERM: 'xterm-256color' },
      },
      [0, 'o', 'screen'],
      [0.25, 'o', '\x1b[1mhi\r\n'],
      [1.25, 'r', '100x30'],
      [1.25, 'm', 'ls -l'],
    ])
  })

  it('puts characters together that chunks have cut', async () => {
    const { recorder } = record()
    const bytes = new TextEncoder().encode('a😀é')
    for (const byte of bytes) recorder.output(Uint8Array.of(byte))
    const text = (await lines(recorder)).slice(2).map((event) => (event as string[])[2])
    expect(text).toEqual(['a', '😀', 'é'])
  })

  it('stops at its limit, and keeps what it has', async () => {
    const { recorder } = record(500)
    for (let count = 0; count < 1_000; count++) recorder.output('0123456789'.repeat(4))
    expect(recorder.isFull).toBe(true)
    expect(recorder.toBlob().size).toBeLessThanOrEqual(500)
    recorder.output('x')
    recorder.mark('late')
    const parsed = parseCast(await recorder.toBlob().text())
    expect(parsed).toMatchObject({ ok: true })
    expect(await recorder.toBlob().text()).not.toContain('late')
  })

  it('does not go back in time with the clock', async () => {
    const { recorder, wait } = record()
    wait(-60_000)
    recorder.output('x')
    expect((await lines(recorder))[2]).toEqual([0, 'o', 'x'])
  })
})
