import { once } from 'node:events'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Instance } from '../domain/instance.ts'
import { randomBase32 } from '../lib/random.ts'
import type { InstanceFiles } from '../ports/instance-files.ts'
import type { InstanceAccess, Provisioner } from '../ports/provisioner.ts'
import { instanceNameSchema, type SessionId } from '../protocol/ids.ts'
import { MAX_FILE_BYTES, MAX_TEXT_BYTES } from '../protocol/limits.ts'
import { labEngineOptions } from '../testing/prepared-lab.ts'
import { runInInstance } from '../testing/run-in-instance.ts'
import { connectLabEngine } from './lab-engine.ts'

const MiB = 1024 * 1024
const forever = new AbortController().signal
const sessionId = randomBase32(26) as SessionId
let provisioner: Provisioner
let access: InstanceAccess
let files: InstanceFiles
let node: Instance

beforeAll(async () => {
  ;({ provisioner, access } = await connectLabEngine(await labEngineOptions('files-test')))
  files = access.files
  const spec = {
    sessionId,
    name: instanceNameSchema.parse('node1'),
    expiresAt: Date.now() + 600_000,
    hubMode: 'sandbox' as const,
    env: {},
  }
  node = await provisioner.start(spec, { signal: forever, onBooting: () => undefined })
})
afterAll(() => provisioner.destroySession(sessionId))

function run(script: string): Promise<string> {
  return runInInstance(access, node, script)
}

/** A process whose folder it is, in the place of a terminal's shell. */
async function shellIn(terminal: number, folder: string): Promise<void> {
  await run(`mkdir -p '${folder}' /run/drydock/terminals && cd '${folder}'
    setsid sleep 600 </dev/null >/dev/null 2>&1 & echo $! > /run/drydock/terminals/${terminal}.pid`)
}

function put(name: string, content: string | Readable, options: { terminal?: number; over?: boolean } = {}) {
  const data = typeof content === 'string' ? Readable.from([Buffer.from(content)]) : content
  const upload = { terminal: options.terminal ?? 8, name, isReplacing: options.over ?? false }
  return files.upload(node.id, upload, data, forever)
}

function place(path: string, terminal = 8) {
  return { terminal, path }
}

async function collect(data: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of data as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function* blocks(bytes: number): Generator<Buffer> {
  for (let left = bytes; left > 0; left -= MiB) yield Buffer.alloc(Math.min(left, MiB), left % 251)
}

const code = (value: string): unknown => expect.objectContaining({ code: value })

test('a file lands in the folder where the shell is, under its name, whatever that is', async () => {
  await shellIn(2, '/srv/an app')
  const name = `$(touch pwned) 'ü" \n;.txt`
  expect(await put(name, 'hello', { terminal: 2 })).toEqual({ path: `/srv/an app/${name}`, size: 5 })
  expect(await run('cd "/srv/an app" && ls -A | wc -l && cat ./*ü* && stat -c " %a %U" ./*ü*')).toBe(
    '2\nhello 644 root',
  )
  await run('rm -r "/srv/an app"/*')
})

test('without a known shell it lands in the home folder; an empty file is a file', async () => {
  expect(await put('empty', Readable.from([]))).toEqual({ path: '/root/empty', size: 0 })
  expect(await run('stat -c %s /root/empty')).toBe('0')
})

test('a file is not replaced unless that is wished, and keeps its mode and owner then', async () => {
  await run('echo old > /root/script && chown 1234 /root/script && chmod 750 /root/script')
  await expect(put('script', 'new')).rejects.toEqual(code('FILE_EXISTS'))
  expect(await run('cat /root/script')).toBe('old')
  await put('script', 'new', { over: true })
  expect(await run('cat /root/script; stat -c " %a %u" /root/script')).toBe('new 750 1234')
  await run('mkdir /root/taken')
  await expect(put('taken', 'x', { over: true })).rejects.toEqual(code('NOT_A_FILE'))
})

test('a large file arrives whole both ways', async () => {
  const size = MAX_FILE_BYTES
  expect(await put('large', Readable.from(blocks(size)))).toEqual({ path: '/root/large', size })
  const { data, ...answer } = await files.download(node.id, place('large'), forever)
  expect(answer).toEqual({ path: '/root/large', size })
  const expected = blocks(size)
  let rest = Buffer.alloc(0)
  let bytes = 0
  for await (const chunk of data as AsyncIterable<Buffer>) {
    bytes += chunk.length
    rest = Buffer.concat([rest, chunk])
    while (rest.length >= MiB) {
      if (!rest.subarray(0, MiB).equals(expected.next().value as Buffer)) throw new Error('wrong bytes')
      rest = rest.subarray(MiB)
    }
  }
  expect(bytes).toBe(size)
  await run('rm /root/large')
})

test('an upload that is too large, or breaks off, leaves nothing', async () => {
  await shellIn(3, '/srv/partial')
  await expect(put('huge', Readable.from(blocks(MAX_FILE_BYTES + 1)), { terminal: 3 })).rejects.toEqual(
    code('FILE_TOO_LARGE'),
  )

  const controller = new AbortController()
  const started = Promise.withResolvers<void>()
  const endless = Readable.from(
    (async function* () {
      yield Buffer.alloc(MiB)
      started.resolve()
      await once(controller.signal, 'abort')
    })(),
  )
  const upload = { terminal: 3, name: 'endless', isReplacing: false }
  const going = files.upload(node.id, upload, endless, controller.signal)
  const refused = expect(going).rejects.toThrow('gone')
  await started.promise
  await expect.poll(() => run('ls -A /srv/partial')).toMatch(/^\.drydock-upload-\w+$/)
  controller.abort(new Error('gone'))
  await refused
  await expect.poll(() => run('ls -A /srv/partial')).toBe('')
})

test('a full disk is told, and keeps neither the file nor its beginning', async () => {
  await run('mkdir -p /srv/small && mount -t tmpfs -o size=2m none /srv/small')
  await shellIn(4, '/srv/small')
  await expect(put('big', Readable.from(blocks(20 * MiB)), { terminal: 4 })).rejects.toEqual(
    code('DISK_FULL'),
  )
  expect(await run('ls -A /srv/small')).toBe('')
  await run('yes old | head -c 1000000 > /srv/small/a; head -c 900000 /dev/zero > /srv/small/b')
  const before = await files.readText(node.id, place('/srv/small/a'), forever)
  const longer = { text: 'x'.repeat(MAX_TEXT_BYTES), version: before.version }
  await run('cat /dev/zero > /srv/small/c 2>/dev/null || true')
  await expect(files.saveText(node.id, place('/srv/small/a'), longer, forever)).rejects.toEqual(
    code('DISK_FULL'),
  )
  expect(await files.readText(node.id, place('/srv/small/a'), forever)).toEqual(before)
})

test.each(['/root', '/dev/zero', '/root/pipe', '/root/pipe-link', '/run/files-test.sock'])(
  '%s is no file, and holds nobody up',
  async (path) => {
    await run(`cd /root; [ -p pipe ] || { mkfifo pipe; ln -s pipe pipe-link; }
      python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("/run/files-test.sock")' || true`)
    await expect(files.download(node.id, place(path), forever)).rejects.toEqual(code('NOT_A_FILE'))
    await expect(files.readText(node.id, place(path), forever)).rejects.toEqual(code('NOT_A_FILE'))
    await expect(files.state(node.id, place(path), forever)).rejects.toEqual(code('NOT_A_FILE'))
  },
)

test('what is not there, too large or not text is told so', async () => {
  await expect(files.download(node.id, place('nothing'), forever)).rejects.toEqual(code('FILE_NOT_FOUND'))
  await run(`truncate -s ${MAX_FILE_BYTES + 1} /root/sparse`)
  await expect(files.download(node.id, place('sparse'), forever)).rejects.toEqual(code('FILE_TOO_LARGE'))
  await expect(files.readText(node.id, place('sparse'), forever)).rejects.toEqual(code('FILE_TOO_LARGE'))
  await run(`printf '\\xff' > /root/latin; printf 'a\\0b' > /root/nul`)
  for (const name of ['latin', 'nul']) {
    await expect(files.readText(node.id, place(name), forever)).rejects.toEqual(code('NOT_TEXT'))
  }
})

test('files of the kernel, which do not tell their size, are whole', async () => {
  for (const path of ['/proc/version', '/sys/kernel/mm/transparent_hugepage/enabled']) {
    const { data, size } = await files.download(node.id, place(path), forever)
    const content = await collect(data)
    expect(content).toHaveLength(size)
    expect(content.toString().trim()).toBe(await run(`cat ${path}`))
  }
})

test('paths begin where the shell is, or at home, or at the root', async () => {
  await shellIn(5, '/srv/paths/deep')
  await run('echo deep > /srv/paths/deep/f; echo up > /srv/paths/f; echo home > /root/f')
  const pathOf = async (path: string) => {
    const { path: found, text } = await files.readText(node.id, place(path, 5), forever)
    return `${found} ${text.trim()}`
  }
  expect(await pathOf('f')).toBe('/srv/paths/deep/f deep')
  expect(await pathOf('../f')).toBe('/srv/paths/f up')
  expect(await pathOf('~/f')).toBe('/root/f home')
})

test('saving writes over the version that was read, in place, and over no other', async () => {
  await run(
    'printf one > /root/conf && chmod 600 /root/conf && chown 77 /root/conf && ln -f /root/conf /root/twin',
  )
  const read = await files.readText(node.id, place('conf'), forever)
  const saved = await files.saveText(
    node.id,
    place('conf'),
    { text: 'two\n', version: read.version },
    forever,
  )
  expect(saved).toMatchObject({ status: 'saved', path: '/root/conf' })
  // The twin stands for a mount of the file into a container.
  expect(await run('cat /root/twin; stat -c "%a %u" /root/conf')).toBe('two\n600 77')
  const late = await files.saveText(node.id, place('conf'), { text: 'x', version: read.version }, forever)
  expect(late).toEqual({ status: 'changed', version: saved.status === 'saved' && saved.version })
  await run('rm /root/conf')
  const removed = await files.saveText(node.id, place('conf'), { text: 'x', version: read.version }, forever)
  expect(removed).toEqual({ status: 'changed', version: null })
  expect(await run('ls /root/conf || true')).not.toMatch(/^\/root\/conf$/m)
})

test('of two who save at a time one is told', async () => {
  await run('printf start > /root/race')
  const { version } = await files.readText(node.id, place('race'), forever)
  const texts = ['first', 'second', 'third']
  const outcomes = await Promise.all(
    texts.map((text) => files.saveText(node.id, place('race'), { text, version }, forever)),
  )
  expect(outcomes.filter(({ status }) => status === 'saved')).toHaveLength(1)
  const winner = outcomes.findIndex(({ status }) => status === 'saved')
  expect(await run('cat /root/race')).toBe(texts[winner])
})

test('a new file is made only where there is none and its folder is', async () => {
  const change = { text: '{}\n', version: null }
  const empty = await files.readText(node.id, place('/etc/docker/extra.json'), forever)
  expect(empty).toEqual({ path: '/etc/docker/extra.json', text: '', version: null })
  expect(await files.saveText(node.id, place('/etc/docker/extra.json'), change, forever)).toMatchObject({
    status: 'saved',
  })
  expect(await files.saveText(node.id, place('/etc/docker/extra.json'), change, forever)).toMatchObject({
    status: 'changed',
    version: expect.any(String) as string,
  })
  await expect(files.saveText(node.id, place('/no/such/folder/f'), change, forever)).rejects.toEqual(
    code('FOLDER_NOT_FOUND'),
  )
})

test('who waits for a change is told when there is one, and when there is none in time', async () => {
  await run('printf a > /root/watched')
  const first = await files.state(node.id, place('watched'), forever)
  expect(first).toMatchObject({ path: '/root/watched', size: 1 })
  const waiting = files.state(node.id, place('watched'), forever, { known: first.version, seconds: 20 })
  await run('printf bb > /root/watched')
  expect(await waiting).toMatchObject({ size: 2 })
  const second = await files.state(node.id, place('watched'), forever)
  expect(second.version).not.toBe(first.version)
  expect(
    await files.state(node.id, place('watched'), forever, { known: second.version, seconds: 1 }),
  ).toEqual(second)
  const gone = files.state(node.id, place('watched'), forever, { known: second.version, seconds: 20 })
  await run('rm /root/watched')
  expect(await gone).toMatchObject({ version: null, size: null })
})

test('who stops waiting leaves no process behind', async () => {
  await run('printf a > /root/left')
  const { version } = await files.state(node.id, place('left'), forever)
  const controller = new AbortController()
  const waiting = files.state(node.id, place('left'), controller.signal, { known: version, seconds: 25 })
  const ended = expect(waiting).rejects.toThrow('enough')
  const helpers = () => run(`pgrep --count --full 'file-transfer watch' || true`)
  await expect.poll(helpers).toBe('1')
  controller.abort(new Error('enough'))
  await ended
  await expect.poll(helpers).toBe('0')
})

test('a reader who goes in the middle of a download leaves no process behind', async () => {
  await run('head -c 50000000 /dev/urandom > /root/half')
  const { data } = await files.download(node.id, place('half'), forever)
  await once(data, 'readable')
  data.destroy()
  await expect.poll(() => run(`pgrep --count --full 'file-transfer download' || true`)).toBe('0')
})

test.each([
  ['says nothing', 'exit 0'],
  ['talks nonsense', 'echo hello'],
  ['talks without end', 'yes | tr -d "\\n"'],
  ['announces too much', `echo '{"status":"ok","path":"/x","size":999999999999}'`],
  ['refuses with a code of its own', `echo '{"status":"refused","code":"INTERNAL"}'`],
])('a helper that %s is a transfer that failed', async (_name, script) => {
  const helper = '/usr/local/lib/drydock/file-transfer'
  await run(
    `mv ${helper} ${helper}.real; printf '%s\\n' '#!/bin/bash' '${script.replaceAll("'", `'\\''`)}' > ${helper}; chmod +x ${helper}`,
  )
  try {
    await expect(files.download(node.id, place('f'), forever)).rejects.toEqual(code('TRANSFER_FAILED'))
  } finally {
    await run(`mv ${helper}.real ${helper}`)
  }
})

test('a helper that sends less or more than it has announced breaks the download off', async () => {
  const helper = '/usr/local/lib/drydock/file-transfer'
  await run(`mv ${helper} ${helper}.real`)
  try {
    for (const content of ['short', 'much too long for it']) {
      await run(
        `printf '%s\\n' '#!/bin/bash' 'printf "{\\"status\\":\\"ok\\",\\"path\\":\\"/x\\",\\"size\\":10}\\n${content}"' > ${helper}; chmod +x ${helper}`,
      )
      const { data, size } = await files.download(node.id, place('f'), forever)
      expect(size).toBe(10)
      await expect(collect(data)).rejects.toThrow(/bytes/)
    }
  } finally {
    await run(`mv -f ${helper}.real ${helper}`)
  }
})

test('an instance that is gone is told as such', async () => {
  const spec = {
    sessionId,
    name: instanceNameSchema.parse('node2'),
    expiresAt: Date.now() + 600_000,
    hubMode: 'sandbox' as const,
    env: {},
  }
  const gone = await provisioner.start(spec, { signal: forever, onBooting: () => undefined })
  const waiting = files.state(gone.id, place('x'), forever, { known: null, seconds: 25 })
  const ended = expect(waiting).rejects.toEqual(code('TRANSFER_FAILED'))
  const isWaiting = () => runInInstance(access, gone, `pgrep --count --full 'file-transfer watch' || true`)
  await expect.poll(isWaiting).toBe('1')
  await provisioner.destroy(gone.id)
  await ended
  await expect(files.state(gone.id, place('x'), forever)).rejects.toEqual(code('INSTANCE_NOT_FOUND'))
})
