import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Instance } from '../domain/instance.ts'
import { connectLabEngine } from '../docker/lab-engine.ts'
import { randomBase32 } from '../lib/random.ts'
import type { InstanceAccess, Provisioner } from '../ports/provisioner.ts'
import { FIRST_TERMINAL, instanceNameSchema, type SessionId } from '../protocol/ids.ts'
import { labEngineOptions } from '../testing/prepared-lab.ts'
import { outcomeInInstance, runInInstance } from '../testing/run-in-instance.ts'
import { TerminalOutput } from '../testing/terminal-output.ts'
import { WatchedWalls } from '../testing/watched-walls.ts'

/** One session uses up what it can; another's instance must not notice, and the first gets back to work. */
const MiB = 1024 * 1024
const LIMITS = { memoryBytes: 512 * MiB, cpus: 1, pids: 300, diskBytes: 1024 * MiB }
/** Another set-up may be making images. */
const SETUP_TIMEOUT_MS = 400_000
let provisioner: Provisioner
let access: InstanceAccess
let greedy: Instance
let other: Instance
const sessions = [randomBase32(26), randomBase32(26)] as [SessionId, SessionId]

beforeAll(async () => {
  const options = await labEngineOptions('exhaustion-test')
  ;({ provisioner, access } = await connectLabEngine({ ...options, limits: LIMITS }))
  const start = (sessionId: SessionId) =>
    provisioner.start(
      {
        sessionId,
        name: instanceNameSchema.parse('node1'),
        hubMode: 'sandbox',
        expiresAt: Date.now() + 900_000,
        env: {},
      },
      { signal: AbortSignal.timeout(110_000), onBooting: () => undefined },
    )
  ;[greedy, other] = await Promise.all([start(sessions[0]), start(sessions[1])])
  for (const instance of [greedy, other]) await runInInstance(access, instance, 'docker pull --quiet alpine')
}, SETUP_TIMEOUT_MS)
afterAll(() => Promise.all(sessions.map((id) => provisioner.destroySession(id))))

const run = (script: string) => runInInstance(access, greedy, script)
const outcome = (script: string) => outcomeInInstance(access, greedy, script)

const openTerminal = (instance: Instance) =>
  access.openTerminal(instance.id, { number: FIRST_TERMINAL, size: { cols: 80, rows: 24 } })

/** Docker and the terminal of an instance do what they always do. */
async function works(instance: Instance): Promise<void> {
  expect(await runInInstance(access, instance, 'docker run --rm alpine echo fine')).toBe('fine')
  await using stream = await openTerminal(instance)
  const output = new TerminalOutput(stream)
  const word = randomBase32(8)
  output.type(`echo ${word.slice(0, 4)}""${word.slice(4)}\r`)
  await output.until(word)
}

/** Needs no process, which could not be started: all of it is bash's own. */
const END_BOMB = [
  'while any=; for directory in /proc/[0-9]*',
  'do name=; { read -r name < $directory/comm; } 2>/dev/null',
  'if [ "$name" = bomb ]; then any=1; kill -9 ${directory#/proc/} 2>/dev/null; fi; done',
  '[ "$any" ]; do :; done',
].join('; ')

test('a fork bomb ends at its own limit, is told, and can be ended with a shell’s own commands', async () => {
  using walls = new WatchedWalls(access, greedy)
  await using stream = await openTerminal(greedy)
  const terminal = new TerminalOutput(stream)
  await terminal.until('$ ')
  // By a name of its own, so that it can be told from the instance's services.
  await run(`cp /usr/bin/python3 /tmp/bomb
    setsid /tmp/bomb -c '
import os, time
while True:
    try:
        if os.fork() == 0:
            time.sleep(600)
    except OSError:
        time.sleep(0.1)
' >/dev/null 2>&1 </dev/null &`)
  await walls.until('crowded', (all) => all.some(({ type }) => type === 'too-many-processes'))
  expect(walls.events).toEqual([{ type: 'too-many-processes', instance: 'node1', limit: LIMITS.pids }])
  await works(other)
  terminal.type(`${END_BOMB}\r`)
  await walls.until('free again', (all) => all.length === 0)
  await works(greedy)
})

test('memory ends at its own limit, and the process that the kernel ended is named', async () => {
  using walls = new WatchedWalls(access, greedy)
  // What the shell says of it on its error stream comes before the status or after it.
  expect(await outcome(`python3 -c 'held = [bytearray(50_000_000) for _ in range(40)]' || echo $?`)).toMatch(
    /\b137$/m,
  )
  await walls.until('told', (all) => all.length > 0)
  expect(walls.walls).toMatchObject([
    { type: 'out-of-memory', process: 'python3', container: null, limit: 'instance' },
  ])
  await works(other)
  await works(greedy)
})

test('a container’s own limit is told as the container’s', async () => {
  using walls = new WatchedWalls(access, greedy)
  await outcome('docker run --name hungry --memory 32m --memory-swap 32m alpine tail /dev/zero')
  await walls.until('told', (all) => all.length > 0)
  expect(walls.walls).toMatchObject([{ type: 'out-of-memory', process: 'tail', limit: 'container' }])
  expect(walls.events).toMatchObject([
    { type: 'out-of-memory', process: 'tail', container: expect.any(String) as string },
  ])
  await run('docker rm hungry')
})

test('the disk ends at its own limit from the root file system, and is told with what fills it', async () => {
  using walls = new WatchedWalls(access, greedy)
  expect(await outcome('dd if=/dev/zero of=/root/fill bs=1M 2>&1')).toMatch(/^1: .*No space left on device/s)
  await walls.until('told', (all) => all.some((wall) => wall.type === 'disk-full' && wall.largest !== null))
  const [wall] = walls.walls
  expect(wall).toMatchObject({
    type: 'disk-full',
    largest: expect.stringMatching(/^files outside of Docker/) as string,
  })
  expect(wall?.type === 'disk-full' && wall.limitBytes).toBeLessThanOrEqual(LIMITS.diskBytes)
  await works(other)
  await run('rm /root/fill')
  await walls.until('free again', (all) => all.length === 0)
  await works(greedy)
})

test('the disk ends at the same limit from inside of containers; removing what fills it is enough', async () => {
  using walls = new WatchedWalls(access, greedy)
  await outcome('docker run --name filler alpine dd if=/dev/zero of=/fill bs=1M')
  await walls.until('told', (all) => all.some((wall) => wall.type === 'disk-full' && wall.largest !== null))
  expect(walls.walls).toMatchObject([{ largest: expect.stringMatching(/^container filler/) as string }])
  await works(other)
  await run('docker rm --force filler')
  await walls.until('free again', (all) => all.length === 0)
  await works(greedy)
})

test('inotify instances end at its own limit', async () => {
  const count = `python3 -c '
import ctypes
libc = ctypes.CDLL(None)
count = 0
while count < 1000 and libc.inotify_init() >= 0: count += 1
print(count)'`
  const hold = `setsid python3 -c '
import ctypes, time
libc = ctypes.CDLL(None)
while libc.inotify_init() >= 0: pass
open("/tmp/held", "w").close()
time.sleep(600)' >/dev/null 2>&1 </dev/null & echo $!
  until [ -e /tmp/held ]; do :; done`
  expect(Number(await run(count))).toBeLessThanOrEqual(64)
  const pid = await run(hold)
  expect(Number(await runInInstance(access, other, count))).toBeGreaterThan(16)
  await works(other)
  await run(`kill ${pid}`)
  await works(greedy)
})
