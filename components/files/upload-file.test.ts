import { expect, it } from 'vitest'
import { instanceNameSchema } from '../../server/protocol/ids.ts'
import { uploadFile } from './upload-file.ts'

/** What the browser does with a request, played by the test. */
class FakeRequest {
  opened = ''
  body: unknown
  isAborted = false
  status = 0
  responseText = ''
  readonly upload: { onprogress?: (event: { loaded: number }) => void } = {}
  onload = () => undefined
  onerror = () => undefined
  onabort = () => undefined
  onloadend = () => undefined
  open(method: string, url: string): void {
    this.opened = `${method} ${url}`
  }
  setRequestHeader(): void {}
  send(body: unknown): void {
    this.body = body
  }
  abort(): void {
    this.isAborted = true
    this.onabort()
  }
  answer(status: number, text: string): void {
    Object.assign(this, { status, responseText: text })
    this.onload()
    this.onloadend()
  }
}

function start(name = 'a&b ü.txt') {
  const request = new FakeRequest()
  const controller = new AbortController()
  const progress: number[] = []
  const file = new File(['x'], name)
  const done = uploadFile(
    {
      origin: { instance: instanceNameSchema.parse('node1'), terminal: 2 },
      file,
      name,
      isReplacing: false,
      onProgress: (sentBytes) => progress.push(sentBytes),
      signal: controller.signal,
    },
    () => request as unknown as XMLHttpRequest,
  )
  return { request, controller, progress, file, done }
}

it('sends the file itself, its name in the query, and tells how far it is', async () => {
  const { request, progress, file, done } = start()
  expect(request.opened).toBe(
    'PUT /api/session/instances/node1/files?terminal=2&name=a%26b+%C3%BC.txt&overwrite=false',
  )
  expect(request.body).toBe(file)
  request.upload.onprogress!({ loaded: 1 })
  request.answer(200, '{"path":"/root/a","size":1}')
  expect(await done).toEqual({ path: '/root/a', size: 1 })
  expect(progress).toEqual([1])
})

it('tells the refusal of the broker, and of whoever else answers', async () => {
  const refused = start()
  refused.request.answer(409, '{"error":{"code":"FILE_EXISTS","message":"It is there."}}')
  await expect(refused.done).rejects.toMatchObject({ code: 'FILE_EXISTS', message: 'It is there.' })
  const proxied = start()
  proxied.request.answer(502, '<html>')
  await expect(proxied.done).rejects.toMatchObject({ code: 'INTERNAL' })
  const offline = start()
  offline.request.onerror()
  await expect(offline.done).rejects.toMatchObject({ code: 'OFFLINE' })
})

it('cancelling ends the request', async () => {
  const { request, controller, done } = start()
  const cancelled = expect(done).rejects.toThrow('cancelled')
  controller.abort(new Error('cancelled'))
  await cancelled
  expect(request.isAborted).toBe(true)
})
