import { createHash, randomBytes, randomInt } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Instance } from '../domain/instance.ts'
import { randomBase32 } from '../lib/random.ts'
import type { InstanceAccess, Provisioner, TerminalRequest, TerminalStream } from '../ports/provisioner.ts'
import { instanceNameSchema, terminalNumberSchema, type SessionId } from '../protocol/ids.ts'
import { SCROLLBACK_BYTES } from '../protocol/limits.ts'
import { labEngineOptions } from '../testing/prepared-lab.ts'
import { runInInstance } from '../testing/run-in-instance.ts'
import { TerminalOutput } from '../testing/terminal-output.ts'
import { connectLabEngine } from './lab-engine.ts'

/** The program that holds the shells, by its command line: of scripts here it is on no command line. */
const HOLDER = 'lib/drydock/[t]erminals'
const CALLS = '/run/drydock/terminals.calls'
const MiB = 1024 * 1024
const sessionId = randomBase32(26) as SessionId
let provisioner: Provisioner
let access: InstanceAccess
let node: Instance

beforeAll(async () => {
  ;({ provisioner, access } = await connectLabEngine(await labEngineOptions('terminal-test')))
  const spec = {
    sessionId,
    name: instanceNameSchema.parse('node1'),
    expiresAt: Date.now() + 600_000,
    hubMode: 'sandbox' as const,
    env: {
      DRYDOCK_USERNAME: 'wise-otter-42',
      HTTPS_PROXY: 'http://proxy.test:3128',
      WITH_SPACES: 'a "b" $c',
    },
  }
  node = await provisioner.start(spec, { signal: new AbortController().signal, onBooting: () => undefined })
})
afterAll(() => provisioner.destroySession(sessionId))

const run = (script: string) => runInInstance(access, node, script)

function open(number: number, from?: TerminalRequest['from']): Promise<TerminalStream> {
  const size = { cols: 90, rows: 25 }
  return access.openTerminal(node.id, {
    number: terminalNumberSchema.parse(number),
    size,
    ...(from && { from }),
  })
}

/** A shell that nobody has used before: after each test there is none. */
async function openShell(number: number): Promise<TerminalOutput> {
  const output = new TerminalOutput(await open(number))
  await output.until('$ ')
  return output
}

afterEach(() =>
  run(`cd /run/drydock/terminals
    while pids=$(cat *.pid 2>/dev/null); do kill -9 $pids 2>/dev/null || true; sleep 0.05; done`),
)

/** A process that a shell of ours runs. */
const pidOf = (pattern: string) => run(`pgrep -n -f '${pattern}'`)
const untilGone = (pattern: string) => run(`while pgrep -f '${pattern}' >/dev/null; do sleep 0.05; done`)
const writtenBy = async (pid: string) => Number(await run(`sed -n 's/^wchar: //p' /proc/${pid}/io`))

/** Bytes that a program has written when it writes no more, because nobody reads. */
async function stuckAt(pid: string): Promise<number> {
  for (;;) {
    const before = await writtenBy(pid)
    await run('sleep 0.2')
    if ((await writtenBy(pid)) === before) return before
  }
}

test('a shell has the environment, folder, signals and files that a command of `docker exec` has', async () => {
  const shell = await openShell(1)
  shell.type(`{ env | sort; } > /tmp/env; sh -c 'umask; grep -E "^Sig(Blk|Ign)" /proc/self/status' > /tmp/rest; \
pwd >> /tmp/rest; tty > /tmp/tty; ls /proc/$$/fd > /tmp/files; ulimit -a > /tmp/limits; echo noted-$((40+2))\r`)
  await shell.until('noted-42')
  const variables = (text: string) => {
    const own = /^(SHLVL|_|TERM|COLORTERM|EDITOR|HOME|OLDPWD|PWD)=/
    return text.split('\n').filter((line) => !own.test(line))
  }
  expect(variables(await run('cat /tmp/env'))).toEqual(variables(await run('env | sort')))
  expect(await run('grep -E "^(SHLVL|TERM|COLORTERM|HOME|LANG)=" /tmp/env')).toBe(
    'COLORTERM=truecolor\nHOME=/root\nLANG=C.UTF-8\nSHLVL=1\nTERM=xterm-256color',
  )
  const none = '0000000000000000'
  expect(await run('cat /tmp/rest')).toBe(`0022\nSigBlk:\t${none}\nSigIgn:\t${none}\n/root`)
  expect(await run('cat /tmp/tty')).toMatch(/^\/dev\/pts\/\d+$/)
  expect(await run('cat /tmp/files')).toBe('0\n1\n2\n255')
  expect(await run('cat /tmp/limits')).toBe(await run('ulimit -a'))
})

test('jobs are controlled: Ctrl-C ends one, Ctrl-Z stops one', async () => {
  const shell = await openShell(1)
  shell.type('sleep 1001\r')
  await run("until pgrep -f '^sleep 1001' >/dev/null; do sleep 0.05; done")
  shell.type('\x1a')
  await shell.until('Stopped')
  shell.type('fg\r')
  await shell.until('fg')
  await shell.until('sleep 1001')
  shell.type('\x03')
  await shell.until('130')
  await untilGone('^sleep 1001')
})

test('output goes on exactly where it was cut, at any moment', async () => {
  const first = await openShell(1)
  const { id } = first.stream
  const last = 200_000
  const wanted = Array.from({ length: last }, (_, index) => `${index + 1}\r\n`).join('')
  first.type(`seq 1 ${last}; echo all-$((40+2))\r`)
  await first.until('1\r\n2\r\n3\r\n')
  await first.stream[Symbol.asyncDispose]()
  let { offset, text } = first
  let cuts = 0
  while (!text.includes('all-42')) {
    const stream = await open(1, { stream: id, offset })
    expect(stream).toMatchObject({ id, from: offset })
    const goal = offset + randomInt(1, 100_000)
    await new Promise<void>((resolve) => {
      stream.onData((bytes) => {
        // What comes after the cut is lost, as on a broken line.
        if (offset >= goal) return
        offset += bytes.length
        text += Buffer.from(bytes).toString('latin1')
        if (offset >= goal || text.includes('all-42')) resolve()
      })
    })
    await stream[Symbol.asyncDispose]()
    cuts++
  }
  expect(cuts).toBeGreaterThan(10)
  const begin = text.indexOf('1\r\n2\r\n')
  // Not by toBe: a megabyte of difference is of use to nobody.
  expect(text.slice(begin, begin + wanted.length) === wanted).toBe(true)
})

test('a flood that nobody takes waits, costs no memory, and goes on when it is wanted', async () => {
  const shell = await openShell(1)
  shell.type('yes a flood of words\r')
  await shell.until('a flood of words\r\na flood')
  shell.stream.pause()
  const yes = await pidOf('^yes a flood')
  const written = await stuckAt(yes)
  expect(written - shell.offset).toBeLessThan(512 * 1024)
  const holderKiB = Number(await run(`ps -o rss= -p $(pgrep -f '${HOLDER}')`))
  expect(holderKiB * 1024).toBeLessThan(SCROLLBACK_BYTES + 20 * MiB)
  const before = shell.offset
  shell.stream.resume()
  await shell.untilOffset(before + 10 * MiB)
  shell.type('\x03')
  await shell.until('130')
})

test('five megabytes pasted arrive whole, while their echo flows', async () => {
  const shell = await openShell(1)
  const pasted = Buffer.from(
    randomBytes(Math.ceil((5 * MiB * 3) / 4))
      .toString('base64')
      .replaceAll(/.{76}/g, '$&\n') + '\n',
  )
  shell.type('echo go-$((40+2)); cat > /tmp/pasted; echo pasted-$((40+2))\r')
  await shell.until('go-42')
  shell.stream.write(pasted)
  expect(shell.stream.backlogBytes).toBeGreaterThan(4 * MiB)
  await shell.stream.drained()
  shell.type('\x04')
  await shell.until('pasted-42')
  const sha256 = createHash('sha256').update(pasted).digest('hex')
  expect(await run('sha256sum < /tmp/pasted')).toBe(`${sha256}  -`)
})

test('the terminal has the size of the last resize', async () => {
  const shell = await openShell(1)
  shell.type('stty size\r')
  await shell.until('25 90')
  shell.stream.resize({ cols: 132, rows: 40 })
  shell.type('stty size\r')
  await shell.until('40 132')
})

test('a hang up ends the shell, its job and its jobs in the background', async () => {
  const shell = await openShell(1)
  shell.type('sleep 1002 & sleep 1003\r')
  await run("until pgrep -f '^sleep 1003' >/dev/null; do sleep 0.05; done")
  shell.stream.hangUp()
  expect(await shell.ended).toBe('shell-exited')
  await untilGone('^sleep 100[23]')
  expect(await run('ls /run/drydock/terminals')).toBe('')
})

test('a shell that exits has ended, with its last words, although a job of it still has the terminal', async () => {
  const shell = await openShell(1)
  shell.type("(trap '' HUP; exec sleep 1004) & seq 1 20000; echo last-$((40+2)); exit\r")
  await shell.until('last-42')
  expect(await shell.ended).toBe('shell-exited')
  const next = await openShell(1)
  expect(next.stream.id).not.toBe(shell.stream.id)
  await run("pkill -f '^sleep 1004'")
  expect(await run("ps -eo stat= | grep -c '^Z' || true")).toBe('0')
})

test('terminals of an instance have nothing to do with each other', async () => {
  const one = await openShell(1)
  const two = await openShell(2)
  two.type('mkdir -p /tmp/two && cd /tmp/two && ls /proc/$$/fd > files && yes\r')
  await two.until('y\r\ny\r\n')
  two.stream.pause()
  one.type('echo "one $((40+2)) in $PWD"\r')
  await one.until('one 42 in /root')
  expect(await run('cat /tmp/two/files')).toBe('0\n1\n2\n255')
  const upload = { terminal: 2, name: 'here.txt', isReplacing: false }
  const { path } = await access.files.upload(
    node.id,
    upload,
    Readable.from([Buffer.from('x')]),
    new AbortController().signal,
  )
  expect(path).toBe('/tmp/two/here.txt')
  two.stream.resume()
})

test('a newer stream ends the older as lost', async () => {
  const older = await openShell(1)
  const newer = new TerminalOutput(await open(1))
  expect(await older.ended).toBe('lost')
  newer.type('echo still-$((40+2))\r')
  await newer.until('still-42')
})

test('a program outlives a broker that is killed, and is found again', async () => {
  const before = await openShell(1)
  before.type('top\r')
  await before.until('load average')
  const top = await pidOf('^top')
  // All that the engine sees of a broker's end.
  await before.stream[Symbol.asyncDispose]()
  await run(`while pgrep -f '^flock .*terminals.lock' >/dev/null; do sleep 0.05; done`)
  const after = new TerminalOutput(await open(1, { stream: before.stream.id, offset: before.offset }))
  expect(after.stream.id).toBe(before.stream.id)
  expect(await pidOf('^top')).toBe(top)
  await after.until('load average')
  after.type('q')
  await after.until('$ ')
})

test('a flood that nobody watches makes slow progress, beside a build that goes on', async () => {
  const flood = await openShell(1)
  flood.type('yes nobody watches\r')
  await flood.until('watches\r\nnobody')
  const build = await openShell(2)
  build.type('for step in $(seq 1 100); do echo step $step; sleep 0.01; done; touch /tmp/built\r')
  await build.until('step 2')
  await flood.stream[Symbol.asyncDispose]()
  await build.stream[Symbol.asyncDispose]()
  const yes = await pidOf('^yes nobody')
  const before = await writtenBy(yes)
  const seconds =
    Number(
      await run(
        'begin=$(date +%s%N); until [ -e /tmp/built ]; do sleep 0.1; done; echo $(($(date +%s%N) - begin))',
      ),
    ) / 1e9
  const perSecond = ((await writtenBy(yes)) - before) / seconds
  expect(perSecond).toBeGreaterThan(0.2 * MiB)
  // Reading the figures takes time, too.
  expect(perSecond).toBeLessThan(2 * MiB)
})

test('nonsense in place of calls and frames hurts nobody', async () => {
  const shell = await openShell(1)
  const openFiles = () => run(`ls /proc/$(pgrep -f '${HOLDER}')/fd | wc -l`)
  const before = await openFiles()
  await run(`head -c 200000 /dev/urandom > ${CALLS}
    printf '%s\\n' 1 2 -5 0 999999 99999999999999999999 x > ${CALLS}`)
  // Callers who say what no broker says. Each is ended by the holder, or they would wait for more than their patience.
  const badOpening = '{"terminal":3,"cols":"x","rows":[]}'
  for (const words of [
    'nonsense nonsense',
    'I\\0\\0\\0\\1x',
    'I\\377\\377\\377\\377',
    `O\\0\\0\\0\\${badOpening.length.toString(8)}${badOpening}`,
    'O\\0\\0\\0\\2{}',
  ]) {
    await run(`{ printf '${words}'; sleep 0.1; } | { sh -c '(echo $$ > ${CALLS}); exec sleep 20' | cat; } >/dev/null
      ! pgrep -f '^sleep 20'`)
  }
  shell.type('echo unhurt-$((40+2))\r')
  await shell.until('unhurt-42')
  expect(await openFiles()).toBe(before)
})

test('when the holder is killed, its streams are lost and new shells can be opened', async () => {
  const before = [await openShell(1), await openShell(2)]
  await run(`pkill -9 -f '${HOLDER}'`)
  for (const shell of before) expect(await shell.ended).toBe('lost')
  const after = await openShell(1)
  expect(after.stream.id).not.toBe(before[0]!.stream.id)
  expect(await run('ls /run/drydock/terminals')).toBe('1.pid')
})

test('a participant who ends what the broker has connected to only loses that connection', async () => {
  const shell = await openShell(1)
  await run("pkill -9 -f '^flock .*terminals.lock'")
  expect(await shell.ended).toBe('lost')
  const again = new TerminalOutput(await open(1))
  expect(again.stream.id).toBe(shell.stream.id)
})
