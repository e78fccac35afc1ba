import { createHash, randomBytes, randomInt } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FIRST_TERMINAL, instanceNameSchema, terminalNumberSchema } from '../protocol/ids.ts'
import { BrokerClient } from '../testing/broker-client.ts'
import { PageTab, request } from '../testing/page-tab.ts'
import { spawnBroker, type SpawnedBroker } from '../testing/spawn-broker.ts'

const instance = instanceNameSchema.parse('node1')
const first = { instance, terminal: FIRST_TERMINAL }
const second = { instance, terminal: terminalNumberSchema.parse(2) }
const third = { instance, terminal: terminalNumberSchema.parse(3) }

let dataDir: string
/** The address may change; tabs find the present one. */
const address = { url: '' }
let broker: SpawnedBroker
let cookie: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'drydock-lossless-'))
  await startBroker()
  cookie = (await BrokerClient.withInstance(broker.url)).cookie
})
afterAll(async () => {
  await broker[Symbol.asyncDispose]()
  await rm(dataDir, { recursive: true, force: true })
})

async function startBroker(): Promise<void> {
  broker = await spawnBroker({ dataDir })
  address.url = broker.url
}

async function readFile(path: string): Promise<Buffer> {
  const query = `terminal=1&path=${encodeURIComponent(path)}`
  const answer = await request(address, 'GET', `/api/session/instances/node1/files?${query}`, cookie)
  return Buffer.from(await answer.arrayBuffer())
}

/** Prints numbered, hashed lines in bursts, and keeps what is typed, until it reads a line that says so. */
const CHATTER = `
import hashlib, os, random, sys, threading, time, tty
tty.setraw(0)
LINES = 20000
def listen():
    with open('/root/typed', 'wb', buffering=0) as file:
        while True:
            data = os.read(0, 65536)
            file.write(data)
            if data.endswith(b'\\x04'): return
listener = threading.Thread(target=listen)
listener.start()
sys.stdout.write('BEGIN\\n')
for number in range(LINES):
    sys.stdout.write(f'{number} {hashlib.sha256(str(number).encode()).hexdigest()}\\n')
    if random.random() < 0.02:
        sys.stdout.flush()
        time.sleep(random.random() * 0.04)
sys.stdout.flush()
listener.join()
sys.stdout.write('END\\n')
`

test('200 broken connections during output and input lose no byte, and repeat none', async () => {
  using tab = new PageTab(address, cookie)
  const screen = await tab.open(first)
  await screen.printed('$ ')
  const terminal = tab.terminals.get(first)!
  const encoded = Buffer.from(CHATTER).toString('base64')
  terminal.input(`echo ${encoded} | base64 -d > chatter.py; python3 chatter.py\r`)
  const begin = await screen.printed('BEGIN\n')

  let typed = ''
  const typing = new AbortController()
  const typist = (async () => {
    while (!typing.signal.aborted) {
      if (terminal.isAttached) {
        const text = randomBytes(randomInt(1, 200)).toString('base64url')
        terminal.input(text)
        typed += text
      }
      await delay(randomInt(8))
    }
  })()
  for (let count = 0; count < 200; count++) {
    await tab.attached(first)
    await delay(randomInt(30))
    tab.cut()
  }
  typing.abort()
  await typist
  await tab.attached(first)
  terminal.input('\x04')
  const end = await screen.printed('END\n', begin)

  const expected = Array.from(
    { length: 20_000 },
    (_, number) => `${number} ${createHash('sha256').update(String(number)).digest('hex')}\n`,
  )
  expect(screen.bytes.subarray(begin, end).toString() === `${expected.join('')}END\n`).toBe(true)
  expect(screen.resets).toBe(1)
  expect((await readFile('/root/typed')).toString() === `${typed}\x04`).toBe(true)
})

test('a broker that is killed finds top, vim and a build again, and the tab goes on', async () => {
  for (const _ of [second, third])
    await request(address, 'POST', '/api/session/instances/node1/terminals', cookie)
  using tab = new PageTab(address, cookie)
  const [top, vim, build] = [await tab.open(first), await tab.open(second), await tab.open(third)]
  for (const screen of [top, vim, build]) await screen.printed('$ ')
  tab.terminals.get(first)!.input('top -d 0.5\r')
  await top.printed('load average')
  tab.terminals.get(second)!.input('vim.tiny /root/poem\r')
  await vim.printed('poem')
  tab.terminals.get(second)!.input('ibefore ')
  await vim.printed('before ')
  const steps = Array.from({ length: 20 }, (_, step) => `RUN sleep 0.3 && echo step-${step}`)
  const dockerfile = ['FROM alpine', ...steps].join('\\n')
  tab.terminals.get(third)!.input(`printf '${dockerfile}' | docker build --progress=plain --no-cache -\r`)
  await build.printed(' step-3\r\n')

  await broker.crash()
  const [topBytes, vimBytes] = [top.bytes.length, vim.bytes.length]
  await startBroker()
  for (const ref of [first, second, third]) await tab.attached(ref)

  await top.printed('load average', topBytes)
  tab.terminals.get(second)!.input('after')
  await vim.printed('after', vimBytes)
  tab.terminals.get(second)!.input('\x1b:wq\r')
  await vim.printed('written', vimBytes)
  expect((await readFile('/root/poem')).toString()).toBe('before after\n')
  // Its last line, and the prompt behind it.
  await build.printed('$ ', await build.printed('DONE', await build.printed(' step-19\r\n')))
  for (const [step] of steps.entries()) expect(build.bytes.toString()).toMatch(` step-${step}\r\n`)
  expect([top.resets, vim.resets, build.resets]).toEqual([1, 1, 1])
})
