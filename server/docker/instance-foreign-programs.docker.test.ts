import { arch, release } from 'node:os'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Instance } from '../domain/instance.ts'
import { randomBase32 } from '../lib/random.ts'
import type { InstanceAccess, Provisioner } from '../ports/provisioner.ts'
import { instanceNameSchema, type SessionId } from '../protocol/ids.ts'
import { armProgram } from '../testing/arm-program.ts'
import { labEngineOptions } from '../testing/prepared-lab.ts'
import { connectLabEngine } from './lab-engine.ts'

/** Programs for arm64 in an instance on an amd64 machine (images/instance/bin/foreign-programs). */
const [major = 0, minor = 0] = release().split('.').map(Number)
const hasOwnFormats = major > 6 || (major === 6 && minor >= 7)
// A user namespace has formats of its own from kernel 6.7 on; an arm64 machine runs the program without help.
describe.skipIf(!hasOwnFormats || arch() !== 'x64')('on amd64 and kernel 6.7 or newer', () => {
  let provisioner: Provisioner
  let access: InstanceAccess
  let node: Instance
  const sessionId = randomBase32(26) as SessionId

  beforeAll(async () => {
    ;({ provisioner, access } = await connectLabEngine(await labEngineOptions('foreign-programs-test')))
    const name = instanceNameSchema.parse('node1')
    const spec = { sessionId, name, hubMode: 'sandbox' as const, expiresAt: Date.now() + 600_000, env: {} }
    const control = { signal: new AbortController().signal, onBooting: () => undefined }
    node = await provisioner.start(spec, control)
    const program = armProgram('hello from arm64\n').toString('base64')
    await run(`mkdir /tmp/arm && cd /tmp/arm && base64 -d <<< ${program} > hello && chmod +x hello`)
  })
  afterAll(() => provisioner.destroySession(sessionId))

  async function run(script: string): Promise<string> {
    const limits = { timeoutMs: 60_000, maxOutputBytes: 64 * 1024 }
    const result = await access.runScript(node.id, `set -e\n${script}`, limits)
    expect(result).toMatchObject({ status: 'exited', exitCode: 0 })
    return result.status === 'exited' ? result.output.trim() : ''
  }

  test('an arm64 program runs in the instance and in an arm64 container', async () => {
    expect(await run('/tmp/arm/hello')).toBe('hello from arm64')
    const script = `cd /tmp/arm && tar -c hello | docker import --platform linux/arm64 - arm > /dev/null
      docker run --rm --platform linux/arm64 arm /hello`
    expect(await run(script)).toBe('hello from arm64')
  })

  test('a build runs its steps for linux/arm64', async () => {
    const script = `cd /tmp/arm && printf 'FROM scratch\\nCOPY hello /\\nRUN ["/hello"]\\n' > Dockerfile
      docker build --platform linux/arm64 --progress plain --no-cache . 2>&1`
    expect(await run(script)).toContain('hello from arm64')
  })

  test('a privileged container, as buildx’s builders are, runs it with no emulator of its own', async () => {
    expect(await run('docker run --rm --privileged -v /tmp/arm:/arm:ro alpine /arm/hello')).toContain(
      'hello from arm64',
    )
  })
})
