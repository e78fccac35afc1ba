import type Docker from 'dockerode'
import { beforeAll, expect, test } from 'vitest'
import { isolationVerdict } from '../domain/isolation-verdict.ts'
import { labEngineOptions } from '../testing/prepared-lab.ts'
import { runInContainer } from '../testing/run-in-container.ts'
import { hostEngine } from '../testing/throwaway-hub.ts'
import { connectLabEngine } from './lab-engine.ts'
import { LABEL } from './labels.ts'
import { isolationCommand, parseIsolationFacts } from './isolation-probe.ts'

/** Where the machine itself lacks CAP_SYS_RESOURCE, runc cannot make an instance's OOM score final. */
const ALLOWED_TO_BE_OPEN = ['oom-score']

let options: Awaited<ReturnType<typeof labEngineOptions>>
let host: Docker
beforeAll(async () => {
  options = await labEngineOptions('isolation-test')
  host = await hostEngine()
})

test('from an instance, every known way out is refused', async () => {
  const { provisioner, link } = await connectLabEngine(options)
  try {
    const measurement = await provisioner.probeIsolation()
    const open = measurement.attempts.filter(({ result }) => result === 'possible').map(({ id }) => id)
    expect(open.filter((id) => !ALLOWED_TO_BE_OPEN.includes(id))).toEqual([])
    // The kernel of a machine may lack some doors, not most.
    expect(measurement.attempts.filter(({ result }) => result === 'refused').length).toBeGreaterThan(40)
    expect(isolationVerdict(measurement)).toBe('userns')
    expect(measurement).toMatchObject({ runtime: 'drydock', passedOver: [], smokeProblem: undefined })
  } finally {
    link[Symbol.dispose]()
  }
}, 300_000)

/** The check in a container of the host's Engine, whose root is the host's. */
async function checkOnHost(hostConfig: Docker.HostConfig) {
  const container = await host.createContainer({
    Image: options.instanceImage,
    Entrypoint: ['sleep', 'infinity'],
    Labels: { [LABEL.role]: 'test-isolation' },
    HostConfig: { ...hostConfig, Init: true, NetworkMode: 'none' },
  })
  try {
    await container.start()
    const kernel = await runInContainer(host, container, 'uname -r')
    const facts = parseIsolationFacts(await runInContainer(host, container, isolationCommand(kernel)))
    return {
      verdict: facts && isolationVerdict(facts),
      open: facts?.attempts.filter(({ result }) => result === 'possible').map(({ id }) => id),
    }
  } finally {
    await container.remove({ force: true })
  }
}

test('the check finds the doors that are open where root is the host’s', async () => {
  const weak = await checkOnHost({
    CapAdd: ['SYS_ADMIN', 'NET_ADMIN'],
    SecurityOpt: ['seccomp=unconfined', 'apparmor=unconfined'],
    MaskedPaths: [],
    ReadonlyPaths: [],
  })
  expect(weak.verdict).toBe('none')
  expect(weak.open).toEqual(
    expect.arrayContaining(['core-pattern', 'vm-settings', 'debugfs', 'disk-mount', 'kernel-keys', 'bpf']),
  )
})

test('and takes an ordinary container for what it is', async () => {
  expect(await checkOnHost({})).toMatchObject({ verdict: 'confined' })
})
