import { expect, it } from 'vitest'
import type { UploadedFile } from '../../server/protocol/files.ts'
import { MAX_FILE_BYTES } from '../../server/protocol/limits.ts'
import { ApiError } from '../session/session-api.ts'
import { UploadQueue } from './upload-queue.ts'

interface Sending {
  name: string
  terminal: number
  isReplacing: boolean
  onProgress: (sentBytes: number) => void
  arrive: () => void
  fail: (error: Error) => void
  isAborted: boolean
}

function setUp(existing: string[] = []) {
  const sendings: Sending[] = []
  const queue = new UploadQueue({
    exists: async ({ name }) => existing.includes(name),
    upload: ({ name, terminal, isReplacing, onProgress, signal }) => {
      const { promise, resolve, reject } = Promise.withResolvers<UploadedFile>()
      const sending: Sending = {
        name,
        terminal,
        isReplacing,
        onProgress,
        arrive: () => resolve({ path: `/root/${name}`, size: 1 }),
        fail: reject,
        isAborted: false,
      }
      signal.addEventListener('abort', () => {
        sending.isAborted = true
        reject(signal.reason as Error)
      })
      sendings.push(sending)
      return promise
    },
  })
  const statuses = () => queue.items().map(({ name, state }) => `${name} ${state.status}`)
  return { queue, sendings, statuses }
}

function dropped(...names: string[]) {
  return { files: names.map((name) => new File(['x'], name)), folders: [] }
}

/** So that what has been settled has its consequences. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

it('sends one after the other, each to the terminal it was dropped on', async () => {
  const { queue, sendings, statuses } = setUp()
  queue.add(dropped('a', 'b'), 1)
  queue.add(dropped('c'), 2)
  await settled()
  expect(statuses()).toEqual(['a uploading', 'b waiting', 'c waiting'])
  sendings[0]!.onProgress(1)
  expect(queue.items()[0]!.state).toEqual({ status: 'uploading', sentBytes: 1 })
  sendings[0]!.arrive()
  await settled()
  expect(statuses()).toEqual(['a done', 'b uploading', 'c waiting'])
  sendings[1]!.arrive()
  await settled()
  expect(sendings.map(({ name, terminal }) => `${name} ${terminal}`)).toEqual(['a 1', 'b 1', 'c 2'])
})

it('asks before it replaces, and goes on meanwhile', async () => {
  const { queue, sendings, statuses } = setUp(['a'])
  queue.add(dropped('a', 'b'), 1)
  await settled()
  expect(statuses()).toEqual(['a asking', 'b uploading'])
  expect(sendings.map(({ name }) => name)).toEqual(['b'])
  sendings[0]!.arrive()
  await settled()
  queue.replace(queue.items()[0]!.id)
  await settled()
  expect(sendings[1]).toMatchObject({ name: 'a', isReplacing: true })
})

it('asks also when the file has come while it was on its way', async () => {
  const { queue, sendings, statuses } = setUp()
  queue.add(dropped('a'), 1)
  await settled()
  sendings[0]!.fail(new ApiError('FILE_EXISTS', 'there'))
  await settled()
  expect(statuses()).toEqual(['a asking'])
})

it('a failure says why and can be tried again; the next file does not wait for that', async () => {
  const { queue, sendings, statuses } = setUp()
  queue.add(dropped('a', 'b'), 1)
  await settled()
  sendings[0]!.fail(new ApiError('DISK_FULL', 'The disk is full.'))
  await settled()
  expect(queue.items()[0]!.state).toEqual({
    status: 'failed',
    message: 'The disk is full.',
    isRetryable: true,
  })
  expect(statuses()[1]).toBe('b uploading')
  queue.retry(queue.items()[0]!.id)
  sendings[1]!.arrive()
  await settled()
  sendings[2]!.arrive()
  await settled()
  expect(statuses()).toEqual(['a done', 'b done'])
})

it('cancelling stops the transfer and lets the next one go', async () => {
  const { queue, sendings, statuses } = setUp()
  queue.add(dropped('a', 'b'), 1)
  await settled()
  queue.remove(queue.items()[0]!.id)
  await settled()
  expect(sendings[0]!.isAborted).toBe(true)
  expect(statuses()).toEqual(['b uploading'])
})

it('folders and what is too large are refused without a request', async () => {
  const { queue, sendings } = setUp()
  const large = new File([], 'large')
  Object.defineProperty(large, 'size', { value: MAX_FILE_BYTES + 1 })
  queue.add({ files: [large], folders: ['src'] }, 1)
  await settled()
  expect(sendings).toEqual([])
  expect(queue.items().map(({ state }) => state)).toEqual([
    { status: 'failed', message: expect.stringContaining('Folders') as string, isRetryable: false },
    { status: 'failed', message: expect.stringContaining('100 MiB') as string, isRetryable: false },
  ])
})

it('nothing is sent any more once nobody shows it', async () => {
  const { queue, sendings } = setUp()
  queue.add(dropped('a', 'b'), 1)
  await settled()
  queue.dispose()
  await settled()
  expect(sendings.map(({ name, isAborted }) => [name, isAborted])).toEqual([['a', true]])
})
