import { randomInt } from 'node:crypto'
import { connectLabEngine } from '../docker/lab-engine.ts'
import type { Instance } from '../domain/instance.ts'
import { ControlClient } from '../hub/control-client.ts'
import { randomBase32 } from '../lib/random.ts'
import type { ExpiringHubAccount } from '../ports/hub.ts'
import type { InstanceAccess } from '../ports/provisioner.ts'
import { instanceNameSchema, type SessionId } from '../protocol/ids.ts'
import { HubAccounts, hubEnvironment } from '../services/hub-accounts.ts'
import { labEngineOptions } from './prepared-lab.ts'

const LIFETIME_MS = 30 * 60_000
/** More would only slow each other down, until the first runs into the provisioner's limit. */
const STARTS_AT_ONCE = 3
const MAX_OUTPUT_BYTES = 256 * 1024

/** An instance of a session with an account at the lab engine's Hub, as a participant has it. */
export interface HubSession {
  account: ExpiringHubAccount
  instance: Instance
  access: InstanceAccess
  /** Runs a script, which ends at its first failure; answers with what it prints. Throws when it fails. */
  run: (script: string) => Promise<string>
  /** The same for a script that is to fail: its output. Throws when it succeeds. */
  fail: (script: string) => Promise<string>
}

export interface HubSessions extends AsyncDisposable {
  sessions: HubSession[]
  control: ControlClient
}

/** `owner`: what one test file or bench makes is kept apart from another's, and from a broker's. */
export async function startHubSessions(
  owner: string,
  { count, timeoutMs = 110_000 }: { count: number; timeoutMs?: number },
): Promise<HubSessions> {
  const options = await labEngineOptions(owner)
  const { provisioner, access } = await connectLabEngine(options)
  const control = new ControlClient({ socketPath: options.hubSocketPath, owner })
  const hubAccounts = new HubAccounts(randomBase32(26))
  // Two runs at once must not share a name, which a broker's sessions do not have either: theirs are shorter.
  const first = randomInt(100_000, 900_000)
  const expiresAt = Date.now() + LIFETIME_MS
  const made = Array.from({ length: count }, (_, index) => {
    const id = randomBase32(26) as SessionId
    return {
      id,
      account: { ...hubAccounts.derive({ id, username: `test-otter-${first + index}` }), expiresAt },
    }
  })
  const end = async (): Promise<void> => {
    await Promise.all(made.map(({ id }) => provisioner.destroySession(id)))
    await control.replaceAccounts([])
  }
  const start = async ({ id, account }: (typeof made)[number]): Promise<HubSession> => {
    const name = instanceNameSchema.parse('node1')
    const env = { DRYDOCK_USERNAME: account.username, ...hubEnvironment(account) }
    const instance = await provisioner.start(
      { sessionId: id, name, hubMode: 'sandbox', expiresAt, env },
      { signal: AbortSignal.timeout(timeoutMs), onBooting: () => undefined },
    )
    const execute = async (script: string) => {
      // As a group it is read as a whole: a command that reads standard input gets none of it.
      const whole = `{\nset -eo pipefail\n${script}\n} </dev/null`
      const limits = { timeoutMs, maxOutputBytes: MAX_OUTPUT_BYTES }
      const result = await access.runScript(instance.id, whole, limits)
      if (result.status === 'exited') return { ...result, output: result.output.trim() }
      throw new Error(`not done after ${timeoutMs} ms: ${script}`)
    }
    return {
      account,
      instance,
      access,
      run: async (script) => {
        const { exitCode, output } = await execute(script)
        if (exitCode !== 0) throw new Error(`exit code ${exitCode}:\n${script}\nprinted:\n${output}`)
        return output
      },
      fail: async (script) => {
        const { exitCode, output } = await execute(script)
        if (exitCode === 0) throw new Error(`should fail:\n${script}\nprinted:\n${output}`)
        return output
      },
    }
  }
  try {
    await control.replaceAccounts(made.map(({ account }) => account))
    const sessions: HubSession[] = []
    for (let begin = 0; begin < made.length; begin += STARTS_AT_ONCE) {
      const started = await Promise.allSettled(made.slice(begin, begin + STARTS_AT_ONCE).map(start))
      const failed = started.find((result) => result.status === 'rejected')
      if (failed) throw failed.reason
      sessions.push(...started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])))
    }
    return { sessions, control, [Symbol.asyncDispose]: end }
  } catch (error) {
    await end()
    throw error
  }
}
