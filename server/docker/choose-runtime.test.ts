import { expect, test } from 'vitest'
import type { IsolationFacts } from '../domain/isolation-verdict.ts'
import { LabError } from '../protocol/errors.ts'
import { chooseRuntime, runtimeCandidates, tryWithProfile, type RuntimeTrial } from './choose-runtime.ts'

const refused = { id: 'debugfs', name: 'mounting debugfs', risk: 'takeover', result: 'refused' } as const
const userns: IsolationFacts = {
  hasUserNamespace: true,
  hasOwnKernel: false,
  isGvisor: false,
  attempts: [refused],
}
const vm = { ...userns, hasUserNamespace: false, hasOwnKernel: true }
const none: IsolationFacts = { ...userns, attempts: [{ ...refused, result: 'possible' }] }

const works = (facts: IsolationFacts): RuntimeTrial => ({ facts, smokeProblem: undefined })

/** Answers by the name of a runtime, and writes down which were tried. */
function trials(answers: Record<string, RuntimeTrial | Error>) {
  const tried: string[] = []
  const tryRuntime = async (runtime: string): Promise<RuntimeTrial> => {
    tried.push(runtime)
    const answer = answers[runtime]!
    if (answer instanceof Error) throw answer
    return answer
  }
  return { tried, tryRuntime }
}

test('stronger runtimes come first, and gVisor only when it is named', () => {
  const engine = {
    names: ['runc', 'drydock', 'sysbox-runc', 'runsc', 'kata-qemu', 'kata-clh'],
    default: 'drydock',
  }
  expect(runtimeCandidates(engine, 'auto')).toEqual(['kata-clh', 'kata-qemu', 'sysbox-runc', 'drydock'])
  expect(runtimeCandidates(engine, 'runsc')).toEqual(['runsc'])
  expect(runtimeCandidates({ names: ['runc', 'drydock'], default: 'drydock' }, 'auto')).toEqual(['drydock'])
})

test('the strongest that separates and works is taken, and no other is tried', async () => {
  const { tried, tryRuntime } = trials({ kata: works(vm), drydock: works(userns) })
  const chosen = await chooseRuntime(['kata', 'drydock'], tryRuntime)
  expect(chosen).toMatchObject({ runtime: 'kata', passedOver: [], facts: { hasOwnKernel: true } })
  expect(tried).toEqual(['kata'])
})

test.each<[string, string, RuntimeTrial | Error, RegExp]>([
  ['does not start', 'kata', new Error('no /dev/kvm'), /no \/dev\/kvm/],
  ['is no virtual machine', 'kata', works(userns), /no kernel of its own/],
  ['lets somebody out', 'sysbox-runc', works(none), /does not isolate/],
  [
    'breaks the inner Engine',
    'sysbox-runc',
    { facts: userns, smokeProblem: 'no docker run' },
    /no docker run/,
  ],
])('one that %s is passed over with the reason', async (_what, runtime, answer, reason) => {
  const { tryRuntime } = trials({ [runtime]: answer, drydock: works(userns) })
  const chosen = await chooseRuntime([runtime, 'drydock'], tryRuntime)
  expect(chosen.runtime).toBe('drydock')
  expect(chosen.passedOver).toEqual([{ runtime, reason: expect.stringMatching(reason) as string }])
})

test('the reason names what the Engine said about it', async () => {
  const error = new LabError('INSTANCE_FAILED', { cause: new Error('unknown or invalid runtime name') })
  const { tryRuntime } = trials({ kata: error, drydock: works(userns) })
  const { passedOver } = await chooseRuntime(['kata', 'drydock'], tryRuntime)
  expect(passedOver[0]?.reason).toContain('unknown or invalid runtime name')
})

test('the last is taken on whatever it shows, so that the verdict can say it', async () => {
  const { tryRuntime } = trials({ drydock: { facts: none, smokeProblem: 'no docker run' } })
  expect(await chooseRuntime(['drydock'], tryRuntime)).toMatchObject({
    runtime: 'drydock',
    smokeProblem: 'no docker run',
    facts: none,
  })
})

test('a lab engine that does not answer is no reason to take a weaker runtime', async () => {
  const { tried, tryRuntime } = trials({ kata: new LabError('ENGINE_UNAVAILABLE'), drydock: works(userns) })
  await expect(chooseRuntime(['kata', 'drydock'], tryRuntime)).rejects.toMatchObject({
    code: 'ENGINE_UNAVAILABLE',
  })
  expect(tried).toEqual(['kata'])
})

test('an AppArmor profile is kept when instances work with it', async () => {
  const trial = await tryWithProfile('drydock-instance', () => Promise.resolve(works(userns)))
  expect(trial.appArmorProfile).toBe('drydock-instance')
})

test.each<[string, RuntimeTrial | Error]>([
  ['start', new Error('apparmor failed to apply profile')],
  ['work', { facts: userns, smokeProblem: 'mount: permission denied' }],
])('and done without when they do not %s with it', async (_what, answer) => {
  const trial = await tryWithProfile('drydock-instance', async (profile) => {
    if (profile === undefined) return works(userns)
    if (answer instanceof Error) throw answer
    return answer
  })
  expect(trial).toMatchObject({ smokeProblem: undefined, appArmorProfile: undefined })
})
