import { request } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { changedFileSchema, type FileState, type TextFile } from '../protocol/files.ts'
import { instanceNameSchema } from '../protocol/ids.ts'
import { MAX_FILE_BYTES, MAX_TEXT_BYTES } from '../protocol/limits.ts'
import { MAX_FILE_WAITS, MAX_TRANSFERS } from '../services/files.ts'
import { settled } from '../testing/lab-bench.ts'
import { startTestServer, type Answer } from '../testing/test-server.ts'

const FILES = '/api/session/instances/node1/files'
const octets = { 'content-type': 'application/octet-stream' }
let server: Awaited<ReturnType<typeof startTestServer>>
let cookie: string
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server[Symbol.asyncDispose]())

beforeEach(async () => {
  const { session, token } = await server.sessions.open()
  cookie = `drydock_session=${token}`
  server.instances.create(session)
  await settled(session, instanceNameSchema.parse('node1'), 'ready')
})

function send(method: string, path: string, options: Parameters<typeof server.send>[2] = {}) {
  return server.send(method, path, { ...options, headers: { cookie, ...options.headers } })
}

function put(query: string, body: string, headers: Record<string, string> = {}): Promise<Answer> {
  return send('PUT', `${FILES}?${query}`, { body, headers: { ...octets, ...headers } })
}

function outcome({ status, body }: Answer): [number, string] {
  return [status, (JSON.parse(body) as { error: { code: string } }).error.code]
}

test('a file goes in and comes out again, by the folder of the terminal', async () => {
  server.access.files.folders.set(2, '/srv')
  const name = encodeURIComponent('Übung "1".txt')
  const answer = await put(`terminal=2&name=${name}`, 'content')
  expect([answer.status, JSON.parse(answer.body)]).toEqual([200, { path: '/srv/Übung "1".txt', size: 7 }])
  const download = await send('GET', `${FILES}?terminal=2&path=${name}`)
  expect([download.status, download.body]).toEqual([200, 'content'])
  expect(download.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-length': '7',
    'content-disposition': `attachment; filename="_bung _1_.txt"; filename*=UTF-8''%C3%9Cbung%20%221%22.txt`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
})

test('an empty file is one too', async () => {
  expect((await put('name=empty', '')).status).toBe(200)
  expect(server.access.files.text('/root/empty')).toBe('')
})

test('a file is replaced only where that is asked for', async () => {
  await put('name=twice', 'old')
  expect(outcome(await put('name=twice', 'new'))).toEqual([409, 'FILE_EXISTS'])
  expect(outcome(await put('name=twice&overwrite=false', 'new'))).toEqual([409, 'FILE_EXISTS'])
  expect(server.access.files.text('/root/twice')).toBe('old')
  expect((await put('name=twice&overwrite=true', 'new')).status).toBe(200)
  expect(server.access.files.text('/root/twice')).toBe('new')
})

test.each([
  ['a folder', 'name=a%2Fb'],
  ['nothing', 'name='],
  ['dots', 'name=..'],
  ['a NUL', 'name=a%00b'],
  ['more bytes than a name has', `name=${encodeURIComponent('ü'.repeat(128))}`],
  ['a terminal that there cannot be', 'name=a&terminal=9'],
  ['a terminal that is a path', 'name=a&terminal=..%2F1'],
  ['no name', 'terminal=1'],
])('a name with %s is refused', async (_what, query) => {
  const before = server.access.files.content.size
  expect(outcome(await put(query, 'x'))).toEqual([400, 'BAD_REQUEST'])
  expect(server.access.files.content.size).toBe(before)
})

test('other kinds of bodies are no file, and bytes are no JSON elsewhere', async () => {
  const asJson = await send('PUT', `${FILES}?name=x`, { body: '{}' })
  expect(outcome(asJson)).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE'])
  const elsewhere = await send('POST', '/api/session', { body: '{}', headers: octets })
  expect(outcome(elsewhere)).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE'])
})

/** Sends a head with `headers` and then whatever `write` sends; resolves with the answer, whenever it comes. */
function upload(
  headers: Record<string, string>,
  write: (outgoing: ReturnType<typeof request>) => void,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        port: server.port,
        host: '127.0.0.1',
        method: 'PUT',
        path: `${FILES}?name=big`,
        headers: { host: `localhost:${server.port}`, cookie, ...octets, ...headers },
      },
      (incoming) => {
        let body = ''
        incoming.on('data', (chunk: Buffer) => (body += chunk.toString()))
        incoming.on('end', () => {
          outgoing.destroy()
          resolve({ status: incoming.statusCode!, body })
        })
      },
    )
    outgoing.on('error', reject)
    write(outgoing)
  })
}

test('a file that announces too much is refused before any of it has come', async () => {
  const answer = await upload({ 'content-length': String(MAX_FILE_BYTES + 1) }, (outgoing) => {
    outgoing.flushHeaders()
  })
  expect([answer.status, answer.body]).toEqual([413, expect.stringContaining('FILE_TOO_LARGE')])
})

test('a file that turns out to be too large is refused on its way', async () => {
  const answer = await upload({ 'transfer-encoding': 'chunked' }, (outgoing) => {
    const chunk = Buffer.alloc(4 * 1024 * 1024)
    // One more than are allowed, and no end: whoever waits for one would not answer.
    for (let sent = 0; sent <= MAX_FILE_BYTES; sent += chunk.length) outgoing.write(chunk)
  })
  expect([answer.status, answer.body]).toEqual([413, expect.stringContaining('FILE_TOO_LARGE')])
  expect(server.access.files.text('/root/big')).toBeUndefined()
})

test('an upload that is broken off arrives nowhere, and gives its place back', async () => {
  for (let round = 0; round <= MAX_TRANSFERS; round++) {
    await expect(
      upload({ 'content-length': '1000' }, (outgoing) => {
        outgoing.write('half')
        outgoing.once('socket', (socket) =>
          socket.once('connect', () => setImmediate(() => outgoing.destroy(new Error('gone')))),
        )
      }),
    ).rejects.toThrow('gone')
  }
  await expect.poll(async () => (await put('name=after', 'x')).status).toBe(200)
  expect(server.access.files.text('/root/big')).toBeUndefined()
})

test('without a session, the instance, or the right page there are no files', async () => {
  const nobody = { cookie: 'drydock_session=guess' }
  expect(outcome(await put('name=x', 'x', nobody))).toEqual([404, 'NO_SESSION'])
  expect(outcome(await send('GET', `${FILES}?path=x`, { headers: nobody }))).toEqual([404, 'NO_SESSION'])
  const other = await send('GET', '/api/session/instances/node2/files?path=x')
  expect(outcome(other)).toEqual([404, 'INSTANCE_NOT_FOUND'])
  const foreign = { origin: 'http://evil.example' }
  expect(outcome(await put('name=x', 'x', foreign))).toEqual([403, 'ORIGIN_REFUSED'])
})

test('a download says why there is none', async () => {
  expect(outcome(await send('GET', `${FILES}?path=missing`))).toEqual([404, 'FILE_NOT_FOUND'])
  expect(outcome(await send('GET', `${FILES}?path=/etc/docker`))).toEqual([409, 'NOT_A_FILE'])
  expect(outcome(await send('GET', `${FILES}?path=a%00b`))).toEqual([400, 'BAD_REQUEST'])
})

async function readText(path: string): Promise<TextFile> {
  return JSON.parse((await send('GET', `${FILES}/text?path=${path}`)).body) as TextFile
}

function save(path: string, body: object): Promise<Answer> {
  return send('PUT', `${FILES}/text?path=${path}`, { body: JSON.stringify(body) })
}

test('the editor makes a file, saves it again, and is told when somebody else was faster', async () => {
  const fresh = await readText('Dockerfile')
  expect(fresh).toEqual({ path: '/root/Dockerfile', text: '', version: null })
  const made = await save('Dockerfile', { text: 'FROM alpine\n', version: null })
  expect(made.status).toBe(200)
  const { version } = await readText('Dockerfile')
  expect(JSON.parse(made.body)).toEqual({ path: '/root/Dockerfile', version })
  server.access.files.write('/root/Dockerfile', 'FROM debian\n')
  const late = await save('Dockerfile', { text: 'FROM nginx\n', version })
  expect(outcome(late)).toEqual([409, 'FILE_CHANGED'])
  expect(server.access.files.text('/root/Dockerfile')).toBe('FROM debian\n')
  const present = changedFileSchema.parse(JSON.parse(late.body)).version
  expect(present).toBe((await readText('Dockerfile')).version)
  expect((await save('Dockerfile', { text: 'FROM nginx\n', version: present })).status).toBe(200)
})

test('a text of the full size is saved, whatever JSON makes of it; a larger one and half characters are not', async () => {
  const text = '\u0001'.repeat(MAX_TEXT_BYTES)
  expect((await save('full', { text, version: null })).status).toBe(200)
  const tooLarge = await save('wide', { text: 'ü'.repeat(MAX_TEXT_BYTES / 2 + 1), version: null })
  expect(outcome(tooLarge)).toEqual([413, 'FILE_TOO_LARGE'])
  for (const broken of ['\ud800', 'a\0b']) {
    expect(outcome(await save('broken', { text: broken, version: null }))).toEqual([422, 'NOT_TEXT'])
  }
})

test('a change is told as soon as it happens', async () => {
  server.access.files.write('/root/f', 'one')
  const state = async (query: string) =>
    JSON.parse((await send('GET', `${FILES}/version?path=f${query}`)).body) as FileState
  const { version } = await state('')
  const waiting = state(`&known=${version}`)
  server.access.files.write('/root/f', 'three')
  expect(await waiting).toMatchObject({ path: '/root/f', size: 5 })
  expect(await state('&known=absent')).toMatchObject({ size: 5 })
  expect(await state(`&known=${(await state('')).version}&wait=0`)).toMatchObject({ size: 5 })
})

test('who waits takes no place from transfers, and there is an end to waiting ones', async () => {
  server.access.files.write('/root/f', 'one')
  const { version } = JSON.parse((await send('GET', `${FILES}/version?path=f`)).body) as FileState
  const wait = () => send('GET', `${FILES}/version?path=f&known=${version}`)
  const waiting = Array.from({ length: MAX_FILE_WAITS }, wait)
  const oneTooMany = await Promise.race([wait(), ...waiting])
  expect(outcome(oneTooMany)).toEqual([429, 'TRANSFER_LIMIT'])
  expect((await put('name=meanwhile', 'x')).status).toBe(200)
  server.access.files.write('/root/f', 'two')
  for (const answer of await Promise.all(waiting)) expect([200, 429]).toContain(answer.status)
})

test('so many transfers at a time, and no more', async () => {
  const uploads = Array.from({ length: MAX_TRANSFERS }, () => {
    const { promise, resolve } = Promise.withResolvers<ReturnType<typeof request>>()
    const answer = upload({ 'transfer-encoding': 'chunked' }, (outgoing) => {
      outgoing.write('x')
      resolve(outgoing)
    })
    return { outgoing: promise, answer }
  })
  await expect.poll(async () => (await put('name=more', 'x')).status).toBe(429)
  for (const { outgoing } of uploads) (await outgoing).end()
  await Promise.all(uploads.map(({ answer }) => answer))
  expect((await put('name=more&overwrite=true', 'x')).status).toBe(200)
})

test('closing the session ends what is on its way', async () => {
  server.access.files.write('/root/f', 'one')
  const { version } = JSON.parse((await send('GET', `${FILES}/version?path=f`)).body) as FileState
  const waiting = send('GET', `${FILES}/version?path=f&known=${version}`)
  await expect.poll(() => server.access.files.waiting).toBe(1)
  await send('DELETE', '/api/session')
  expect(outcome(await waiting)).toEqual([410, 'SESSION_CLOSED'])
})
