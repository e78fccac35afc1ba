import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'

const MODULE = JSON.stringify(new URL('./stop-signal.ts', import.meta.url).href)

/** Runs the script with a `stopSignal`, sends SIGTERM when it has printed something; how it ended. */
async function stopDuring(script: string): Promise<{ exitCode: number | null; errors: string }> {
  const whole = `const stopSignal = (await import(${MODULE})).watchStopSignal({ stopLimitMs: 20 })\n${script}`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', whole], { stdio: 'pipe' })
  const errors = text(child.stderr)
  const end = once(child, 'close')
  await once(child.stdout, 'data')
  child.kill('SIGTERM')
  const [exitCode] = (await end) as [number | null]
  return { exitCode, errors: await errors }
}

test('a signal during set-up ends the process at once and names the phase', async () => {
  const { exitCode, errors } = await stopDuring(`
    stopSignal.enter('Base image')
    setInterval(() => undefined, 1000)
    console.log('running')`)
  expect(errors).toBe('\nstopped during Base image; the next start goes on from there\n')
  expect(exitCode).toBe(130)
})

test('a signal while the broker serves lets it stop in order', async () => {
  const { exitCode, errors } = await stopDuring(`
    const isToStop = stopSignal.wait()
    const life = setInterval(() => undefined, 1000)
    console.log('serving')
    await isToStop
    clearInterval(life)
    process.exitCode = 7`)
  expect({ exitCode, errors }).toEqual({ exitCode: 7, errors: '' })
})

test('a stop that hangs ends the process, with words about what hung', async () => {
  const { exitCode, errors } = await stopDuring(`
    const isToStop = stopSignal.wait()
    setInterval(() => undefined, 1000)
    console.log('serving')
    await isToStop
    stopSignal.stopping('the broker')
    stopSignal.stopping('the lab engine')
    await new Promise(() => undefined)`)
  expect(errors).toBe(
    '\nthe lab engine has not stopped within 0.02 s; not waiting for it. The next start puts it right.\n',
  )
  expect(exitCode).toBe(1)
})

test('a stop in time is not held up by its limit', async () => {
  const { exitCode, errors } = await stopDuring(`
    const isToStop = stopSignal.wait()
    const life = setInterval(() => undefined, 1000)
    console.log('serving')
    await isToStop
    stopSignal.stopping('the broker')
    clearInterval(life)
    process.exitCode = 7`)
  expect({ exitCode, errors }).toEqual({ exitCode: 7, errors: '' })
})
