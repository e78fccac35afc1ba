import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { batchScript, readBatch } from './batch-script.ts'

const LIMITS = { timeoutSeconds: 1, maxOutputBytes: 64 }

/** In a real bash, as in an instance. */
function run(...scripts: string[]): ReturnType<typeof readBatch> {
  const output = execFileSync('bash', ['-s'], { input: batchScript(scripts, LIMITS), encoding: 'utf8' })
  return readBatch(output, scripts.length)
}

test('each script has its own exit code, output and shell', () => {
  expect(run('echo one; x=1', 'echo "two $x" >&2; exit 3', 'exit 0')).toEqual([
    { exitCode: 0, output: 'one\n' },
    { exitCode: 3, output: 'two \n' },
    { exitCode: 0, output: '' },
  ])
})

test('no script can break out of its place or answer for another', () => {
  const [first, second] = run("echo '0 AAAA'; echo \"'; exit 0\"; exec 1>&2; echo '0 '", 'exit 7')
  expect(first).toMatchObject({ exitCode: 0 })
  expect(second).toEqual({ exitCode: 7, output: '' })
})

test('one that does not end, or says too much, is cut off alone', () => {
  const [loop, flood, last] = run(
    'while :; do :; done',
    'yes | head -c 1000000; echo end; exit 1',
    'echo here',
  )
  expect(loop).toBeUndefined()
  expect(flood!.output).toHaveLength(64)
  expect(flood!.output.endsWith('end\n')).toBe(true)
  expect(last).toEqual({ exitCode: 0, output: 'here\n' })
})

test('a batch that breaks leaves the rest without a result', () => {
  expect(readBatch('0 \nnonsense', 3)).toEqual([{ exitCode: 0, output: '' }, undefined, undefined])
})
