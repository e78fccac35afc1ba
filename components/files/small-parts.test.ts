import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { changedPart } from './changed-part.ts'
import { languageOf } from './language-of.ts'
import { readDropped } from './dropped-files.ts'
import { FileWatch } from './file-watch.ts'
import { readLineEndings, withEnding } from './line-endings.ts'

it.each(['', 'one', 'one\ntwo\n', 'one\r\ntwo\r\n', 'one\r\ntwo\n', 'one\rtwo', '\r\n', 'a\r\r\nb'])(
  'the line ends of %j survive the editor',
  (content) => {
    const { text, ending } = readLineEndings(content)
    expect(withEnding(text, ending)).toBe(content)
  },
)

it('only what is mixed keeps its carriage returns in the text', () => {
  expect(readLineEndings('a\r\nb\r\n')).toEqual({ text: 'a\nb\n', ending: '\r\n', isMixed: false })
  expect(readLineEndings('a\r\nb\n').isMixed).toBe(true)
})

function item(kind: string, file: File | null, entry: { isDirectory: boolean; name: string } | null) {
  return { kind, getAsFile: () => file, webkitGetAsEntry: () => entry as FileSystemEntry | null }
}

it('folders are told from files, and text is neither', () => {
  const file = new File(['x'], 'a.txt')
  const items = [
    item('file', file, { isDirectory: false, name: 'a.txt' }),
    item('file', new File([], 'src'), { isDirectory: true, name: 'src' }),
    item('string', null, null),
    item('file', null, null),
  ]
  expect(readDropped({ items })).toEqual({ files: [file], folders: ['src'] })
})

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('a watch tells of other versions, and rests between its questions', async () => {
  let version = 'one'
  let questions = 0
  const told: (string | null)[] = []
  const watch = new FileWatch({
    path: '/f',
    api: { state: async (path) => (questions++, { path, version, size: 1 }) },
    known: () => told.at(-1) ?? 'one',
    onVersion: (next) => void told.push(next),
  })
  await vi.advanceTimersByTimeAsync(20_000)
  expect(told).toEqual([])
  expect(questions).toBeLessThanOrEqual(11)
  version = 'two'
  await vi.advanceTimersByTimeAsync(3_000)
  expect(told).toEqual(['two'])
  watch.dispose()
  const asked = questions
  await vi.advanceTimersByTimeAsync(20_000)
  expect(questions).toBe(asked)
  expect(vi.getTimerCount()).toBe(0)
})

it('a watch goes on after a failure, more slowly, and lets go of a question that is open', async () => {
  let questions = 0
  let signal: AbortSignal | undefined
  const watch = new FileWatch({
    path: '/f',
    api: {
      state: (_path, options) => {
        signal = options?.signal
        return ++questions === 1 ? Promise.reject(new Error('away')) : new Promise(() => undefined)
      },
    },
    known: () => null,
    onVersion: () => undefined,
  })
  await vi.advanceTimersByTimeAsync(3_000)
  expect(questions).toBe(1)
  await vi.advanceTimersByTimeAsync(3_000)
  expect(questions).toBe(2)
  watch.dispose()
  expect(signal?.aborted).toBe(true)
})

it.each([
  ['', 'abc'],
  ['abc', ''],
  ['one two', 'one 2 two'],
  ['aaa', 'aa'],
  ['aba', 'ababa'],
  ['same', 'same'],
])('from %j to %j by the part that differs', (old, next) => {
  const { from, to, insert } = changedPart(old, next)
  expect(old.slice(0, from) + insert + old.slice(to)).toBe(next)
  expect(insert.length).toBeLessThanOrEqual(Math.max(0, next.length - old.length) + 1)
})

it('languages go by the name of the file, not by its folder', () => {
  expect(languageOf('/root/app/Dockerfile')).toBe('dockerfile')
  expect(languageOf('/root/Dockerfile.dev')).toBe('dockerfile')
  expect(languageOf('/etc/docker/daemon.json')).toBe('json')
  expect(languageOf('/root/compose.yaml')).toBe('yaml')
  expect(languageOf('/root/.bashrc')).toBe('shell')
  expect(languageOf('/srv/Dockerfile/notes')).toBe('plain')
})
