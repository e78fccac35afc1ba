import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Instance } from '../domain/instance.ts'
import { randomBase32 } from '../lib/random.ts'
import { instanceNameSchema, type SessionId } from '../protocol/ids.ts'
import { labEngineOptions } from '../testing/prepared-lab.ts'
import { outcomeInInstance, runInInstance } from '../testing/run-in-instance.ts'
import { connectLabEngine } from './lab-engine.ts'
import Docker from 'dockerode'

/** That limits hold, tried from inside; memory, processes, disk and inotify: services/exhaustion.docker.test.ts. */
const MiB = 1024 * 1024
const CPUS = 1
/** Another set-up may be making images. */
const SETUP_TIMEOUT_MS = 400_000
const sessionId = randomBase32(26) as SessionId
let lab: Awaited<ReturnType<typeof connectLabEngine>>
let engine: Docker
let node: Instance

beforeAll(async () => {
  const options = await labEngineOptions('limits-test')
  const limits = { memoryBytes: 512 * MiB, cpus: CPUS, pids: 300, diskBytes: 1024 * MiB }
  lab = await connectLabEngine({ ...options, limits })
  engine = new Docker({ socketPath: options.engineSocketPath })
  node = await lab.provisioner.start(
    {
      sessionId,
      name: instanceNameSchema.parse('node1'),
      hubMode: 'sandbox',
      expiresAt: Date.now() + 600_000,
      env: {},
    },
    { signal: AbortSignal.timeout(110_000), onBooting: () => undefined },
  )
}, SETUP_TIMEOUT_MS)
afterAll(() => lab.provisioner.destroySession(sessionId))

const run = (script: string) => runInInstance(lab.access, node, script)
const outcome = (script: string) => outcomeInInstance(lab.access, node, script)

test('CPU: spinning programs together get the allowance and no more', async () => {
  const share = Number(
    await run(`python3 -c '
import os, time
begin = time.monotonic()
for _ in range(3):
    if os.fork() == 0:
        while time.monotonic() - begin < 3: pass
        os._exit(0)
for _ in range(3): os.wait()
used = os.times()
print((used.children_user + used.children_system) / (time.monotonic() - begin))'`),
  )
  expect(share).toBeGreaterThan(0)
  // What a period of the scheduler lets through too much is little over three seconds.
  expect(share).toBeLessThan(CPUS * 1.3)
})

test('open files of one process', async () => {
  const count = `python3 -c '
held = []
try:
    while len(held) < 20000: held.append(open("/dev/null"))
except OSError: pass
print(len(held))'`
  expect(Number(await run(count))).toBeLessThan(4096)
  expect(Number(await run(`ulimit -n 8192; ${count}`))).toBeLessThan(8192)
  expect(await outcome('ulimit -n 8193')).toMatch(/^1: .*ulimit/)
})

test('core dumps, and files larger than any exercise needs', async () => {
  expect(await outcome('ulimit -c 1')).toMatch(/^1: .*ulimit/)
  expect(await outcome('truncate --size=4001M /root/huge')).toMatch(/^153: .*File size limit exceeded/)
})

test('memory in /dev/shm', async () => {
  expect(await outcome('dd if=/dev/zero of=/dev/shm/fill bs=1M count=65; rm /dev/shm/fill')).toContain(
    'No space left on device',
  )
})

test('kernel keys and user namespaces', async () => {
  const ENOSYS = 38
  const addKey = `python3 -c '
import ctypes, platform
libc = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 248, "aarch64": 217}[platform.machine()]
print(libc.syscall(number, b"user", b"name", b"value", 5, -4), ctypes.get_errno())'`
  expect(await run(addKey)).toBe(`-1 ${ENOSYS}`)
  expect(await outcome('unshare --user true')).toMatch(/^1: .*unshare failed/)
  expect(await outcome('echo 100 > /proc/sys/user/max_user_namespaces')).not.toMatch(/^0/)
})

test('what it prints to the lab engine’s log', async () => {
  await run('yes "$(printf %01000d 0)" | head --bytes=8M > /proc/1/fd/1')
  const log = await engine.getContainer(node.id).logs({ stdout: true, stderr: true })
  expect(log.length).toBeGreaterThan(0)
  // Of one file of 1 MB; each line is stored with its time, and comes with a header of 8 bytes.
  expect(log.length).toBeLessThan(1.1 * MiB)
})

test('none can be raised from inside', async () => {
  // cgroup v2 has them in one place, v1 in a hierarchy each.
  const raise = (hierarchy: string, file: string) =>
    outcome(`cd /sys/fs/cgroup; [ ! -d ${hierarchy} ] || cd ${hierarchy}
      for file in ${file}; do [ ! -e $file ] || echo 9999999999 > $file || exit 7; done`)
  expect(await raise('pids', 'pids.max')).toMatch(/^7/)
  expect(await raise('memory', 'memory.max memory.limit_in_bytes')).toMatch(/^7/)
  expect(await outcome('echo 1000 > /proc/sys/user/max_inotify_instances')).not.toMatch(/^0/)
  expect(await outcome('mount -o remount,size=1g /dev/shm && df --output=size /dev/shm')).not.toMatch(
    /^0: .*1048576/s,
  )
})
