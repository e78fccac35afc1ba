import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isolationVerdict } from '../domain/isolation-verdict.ts'
import { startThrowawayLab, type ThrowawayLab } from '../testing/throwaway-lab.ts'

/**
 * Kata and Sysbox are not to be had here. These stand in for them: `sysbox-runc` is our own runtime that grants an
 * instance its capabilities itself, as Sysbox does; the others are broken in the ways that were to be expected.
 */
const GRANTING = `#!/bin/bash
set -euo pipefail
bundle=. previous=
for argument in "$@"; do
  case $previous in --bundle | -b) bundle=$argument ;; esac
  previous=$argument
done
case " $* " in
  *" create "*)
    jq --compact-output '.process.capabilities |= map_values(. + ["CAP_SYS_ADMIN", "CAP_NET_ADMIN"] | unique)' \\
      "$bundle/config.json" > "$bundle/granted.json"
    cat "$bundle/granted.json" > "$bundle/config.json"
    ;;
esac
exec /usr/local/lib/drydock/drydock-runc "$@"
`

/** Up to four instances are started and tried, one after the other. */
const TRIALS_TIMEOUT_MS = 400_000

const stack = new AsyncDisposableStack()
let lab: ThrowawayLab

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'drydock-runtimes-'))
  stack.defer(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'granting'), GRANTING, { mode: 0o755 })
  const runtimes = {
    'kata-broken': '/bin/false',
    'kata-absent': '/opt/kata/bin/nothing-there',
    'kata-impostor': '/runtimes/granting',
    'sysbox-runc': '/runtimes/granting',
    'no-powers': '/usr/sbin/runc',
  }
  lab = stack.use(
    await startThrowawayLab({
      dockerd: Object.entries(runtimes).flatMap(([name, path]) => ['--add-runtime', `${name}=${path}`]),
      binds: [`${folder}:/runtimes:ro`],
    }),
  )
}, 300_000)
afterAll(() => stack.disposeAsync(), 60_000)

test(
  'the strongest runtime that separates and works is used; those before it are passed over by name',
  async () => {
    const { provisioner } = await lab.connect({ runtime: 'auto' })
    const measurement = await provisioner.probeIsolation()
    expect(measurement).toMatchObject({ runtime: 'sysbox-runc', smokeProblem: undefined })
    expect(isolationVerdict(measurement)).toBe('userns')
    expect(measurement.passedOver.map(({ runtime }) => runtime)).toEqual([
      'kata-absent',
      'kata-broken',
      'kata-impostor',
    ])
    for (const { reason } of measurement.passedOver) expect(reason).not.toBe('')
    const instances = await lab.lab.engine.listContainers({
      all: true,
      filters: { label: ['drydock.role=instance'] },
    })
    expect(instances).toEqual([])
  },
  TRIALS_TIMEOUT_MS,
)

test(
  'instances start on the runtime that was measured',
  async () => {
    const { provisioner } = await lab.connect({ runtime: 'sysbox-runc' })
    expect(await provisioner.probeIsolation()).toMatchObject({ runtime: 'sysbox-runc', passedOver: [] })
    const instance = await lab.startInstance('sandbox', provisioner)
    const { HostConfig } = await lab.lab.engine.getContainer(instance.id).inspect()
    expect(HostConfig.Runtime).toBe('sysbox-runc')
    await provisioner.destroySession(instance.sessionId)
  },
  TRIALS_TIMEOUT_MS,
)

test(
  'a runtime that is named and does not work is no reason to take another',
  async () => {
    const { provisioner } = await lab.connect({ runtime: 'kata-broken' })
    await expect(provisioner.probeIsolation()).rejects.toThrow()
  },
  TRIALS_TIMEOUT_MS,
)

test(
  'after a restart of the lab engine no instance starts until it is measured again',
  async () => {
    const { provisioner } = await lab.connect({ runtime: 'drydock' })
    await provisioner.probeIsolation()
    await lab.lab.restart()
    await lab.lab.engine.getContainer('drydock-hub').start()
    await expect(lab.startInstance('sandbox', provisioner)).rejects.toMatchObject({
      code: 'ENGINE_UNAVAILABLE',
    })
    await provisioner.probeIsolation()
    const instance = await lab.startInstance('sandbox', provisioner)
    await provisioner.destroySession(instance.sessionId)
  },
  TRIALS_TIMEOUT_MS,
)
