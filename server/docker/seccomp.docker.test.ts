import { arch } from 'node:os'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { randomBase32 } from '../lib/random.ts'
import { instanceNameSchema, type SessionId } from '../protocol/ids.ts'
import type { Instance } from '../domain/instance.ts'
import { labEngineOptions } from '../testing/prepared-lab.ts'
import { runInInstance } from '../testing/run-in-instance.ts'
import { connectLabEngine } from './lab-engine.ts'

/** From the kernel's tables; calls that an architecture does not have are left out. */
const NUMBERS: Record<string, Record<string, number>> = {
  x64: {
    init_module: 175, finit_module: 313, delete_module: 176, kexec_load: 246, kexec_file_load: 320, reboot: 169,
    swapon: 167, swapoff: 168, settimeofday: 164, clock_settime: 227, acct: 163, quotactl: 179, quotactl_fd: 443,
    iopl: 172, ioperm: 173, modify_ldt: 154, open_by_handle_at: 304, bpf: 321, perf_event_open: 298,
    userfaultfd: 323, io_uring_setup: 425, io_uring_enter: 426, io_uring_register: 427, lookup_dcookie: 212,
    kcmp: 312, process_vm_writev: 311, syslog: 103, vhangup: 153, uselib: 134, ustat: 136, sysfs: 139,
    _sysctl: 156, keyctl: 250, add_key: 248, request_key: 249, fsopen: 430, fsconfig: 431, fsmount: 432,
    fspick: 433, open_tree: 428, move_mount: 429, mount_setattr: 442,
  },
  arm64: {
    init_module: 105, finit_module: 273, delete_module: 106, kexec_load: 104, kexec_file_load: 294, reboot: 142,
    swapon: 224, swapoff: 225, settimeofday: 170, clock_settime: 112, acct: 89, quotactl: 60, quotactl_fd: 443,
    open_by_handle_at: 265, bpf: 280, perf_event_open: 241, userfaultfd: 282, io_uring_setup: 425,
    io_uring_enter: 426, io_uring_register: 427, lookup_dcookie: 18, kcmp: 272, process_vm_writev: 271,
    syslog: 116, vhangup: 58, keyctl: 219, add_key: 217, request_key: 218, fsopen: 430, fsconfig: 431,
    fsmount: 432, fspick: 433, open_tree: 428, move_mount: 429, mount_setattr: 442,
  },
} // prettier-ignore

const profileSchema = z.object({
  syscalls: z.array(z.object({ names: z.array(z.string()), errnoRet: z.number() })),
})

let stack: AsyncDisposableStack
let instance: Instance
let expected: Record<string, number>
let access: Awaited<ReturnType<typeof connectLabEngine>>['access']

beforeAll(async () => {
  stack = new AsyncDisposableStack()
  const options = await labEngineOptions('seccomp-test')
  const profile = profileSchema.parse(JSON.parse(await readFile(options.seccompPath, 'utf8')))
  const numbers = NUMBERS[arch()]!
  expected = Object.fromEntries(
    profile.syscalls.flatMap(({ names, errnoRet }) =>
      names.filter((name) => name in numbers).map((name) => [name, errnoRet]),
    ),
  )
  const lab = await connectLabEngine(options)
  stack.use(lab.link)
  access = lab.access
  const sessionId = randomBase32(26) as SessionId
  stack.defer(() => lab.provisioner.destroySession(sessionId))
  instance = await lab.provisioner.start(
    {
      sessionId,
      name: instanceNameSchema.parse('node1'),
      hubMode: 'sandbox',
      expiresAt: Date.now() + 600_000,
      env: {},
    },
    { signal: AbortSignal.timeout(100_000), onBooting: () => undefined },
  )
})
afterAll(() => stack.disposeAsync())

/** Error number of each call with arguments that mean nothing. */
async function errnos(python: string): Promise<unknown> {
  const numbers = JSON.stringify(NUMBERS[arch()])
  const script = `python3 - << 'EOF'
import ctypes, json
libc = ctypes.CDLL(None, use_errno=True)
${python}
answers = {}
for name, number in json.loads('${numbers}').items():
    ctypes.set_errno(0)
    result = libc.syscall(number, *[ctypes.c_long(-1)] * 6)
    answers[name] = ctypes.get_errno() if result < 0 else 0
print(json.dumps(answers))
EOF`
  return JSON.parse(await runInInstance(access, instance, script))
}

test('every call of the profile is refused, whatever its arguments', async () => {
  expect(Object.keys(expected).length).toBeGreaterThan(30)
  expect(await errnos('')).toEqual(expected)
})

test('nor does a program of another personality of the kernel get round it', async () => {
  expect(await errnos('libc.personality(8)')).toEqual(expected)
})

test('what an Engine needs is not refused', async () => {
  const script = `unshare --mount --pid --net --ipc --uts --fork true
mount -t tmpfs tmpfs /mnt && umount /mnt
python3 -c "import os; os.close(os.memfd_create('x')); os.getrandom(1); os.pidfd_open(os.getpid())"
echo fine`
  expect(await runInInstance(access, instance, script)).toBe('fine')
})
