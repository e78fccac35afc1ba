import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectLabEngine } from '../docker/lab-engine.ts'
import type { Instance, InstanceId } from '../domain/instance.ts'
import type { Chapter, Check } from '../domain/lab.ts'
import { randomBase32 } from '../lib/random.ts'
import { instanceNameSchema, type InstanceName, type SessionId } from '../protocol/ids.ts'
import { labEngineOptions } from '../testing/prepared-lab.ts'
import { loadLabs } from './load-labs.ts'

/** As the check runner has it. */
const CHECK_LIMITS = { timeoutMs: 10_000, maxOutputBytes: 4_096 }
/** A solution may pull and push. */
const SOLVE_LIMITS = { timeoutMs: 60_000, maxOutputBytes: 4_096 }
/** These tell of the machine, not of the participant's work. */
const DONE_FROM_THE_START = new Set(['engine-answers'])

const labs = await loadLabs(join(import.meta.dirname, '../../lab-content'))
const { provisioner, access } = await connectLabEngine(await labEngineOptions('lab-content-test'))

/** Chapters of all labs, each on fresh instances: any chapter must work for whoever begins with it. */
describe.each(labs.flatMap((lab) => lab.chapters))('chapter $id', (chapter) => {
  const sessionId = randomBase32(26) as SessionId
  const instances = new Map<InstanceName, InstanceId>()

  beforeAll(async () => {
    for (let number = 1; number <= chapter.instances; number++) {
      const { name, id } = await start(sessionId, instanceNameSchema.parse(`node${number}`))
      instances.set(name, id)
    }
  })
  afterAll(() => provisioner.destroySession(sessionId))

  test.each(checksOf(chapter))('$id is not done, says why, and is done once it is solved', async (check) => {
    const id = instances.get(check.on)!
    if (!DONE_FROM_THE_START.has(check.id)) {
      const before = await access.runScript(id, check.run, CHECK_LIMITS)
      expect(before).toMatchObject({ status: 'exited', output: expect.stringMatching(/\S/) as string })
      expect(before).not.toMatchObject({ exitCode: 0 })
    }
    expect(await access.runScript(id, check.solve, SOLVE_LIMITS)).toMatchObject({ exitCode: 0 })
    const after = await access.runScript(id, check.run, CHECK_LIMITS)
    expect(after).toMatchObject({ status: 'exited', exitCode: 0 })
  })
})

function checksOf({ checks }: Chapter): Check[] {
  return [...checks.values()]
}

function start(sessionId: SessionId, name: InstanceName): Promise<Instance> {
  const options = { signal: new AbortController().signal, onBooting: () => undefined }
  return provisioner.start({ sessionId, name, expiresAt: Date.now() + 600_000, env: {} }, options)
}
