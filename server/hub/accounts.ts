import { EventEmitter } from 'node:events'
import { equalSecrets, sha256Hex } from '../lib/random.ts'
import type { AccountRecord } from './control-protocol.ts'
import type { Registry } from './registry.ts'

/** Names under which the originals take a token instead of a password. */
const TOKEN_USERNAMES: Partial<Record<Registry['kind'], string[]>> = {
  google: ['oauth2accesstoken', '_token'],
  azure: ['00000000-0000-0000-0000-000000000000'],
}

/**
 * The accounts of all sessions. Each broker that uses this lab engine tells its own, and tells them again when it
 * has lost sight of the Hub: nothing is kept on disk.
 */
export class Accounts extends EventEmitter<{ ended: [AccountRecord] }> {
  readonly #byOwner = new Map<string, AccountRecord[]>()
  #byUsername = new Map<string, AccountRecord>()

  /** Emits `ended` for each account that its broker does not name any more. */
  replace(owner: string, accounts: AccountRecord[]): void {
    const before = this.#byOwner.get(owner) ?? []
    if (accounts.length === 0) this.#byOwner.delete(owner)
    else this.#byOwner.set(owner, accounts)
    this.#index()
    for (const account of before) if (!this.byUsername(account.username)) this.emit('ended', account)
  }

  /** Ends those whose broker has gone without a word. */
  expire(now: number): void {
    for (const [owner, accounts] of [...this.#byOwner]) {
      const live = accounts.filter(({ expiresAt }) => expiresAt > now)
      if (live.length < accounts.length) this.replace(owner, live)
    }
  }

  all(): AccountRecord[] {
    return [...this.#byUsername.values()]
  }

  byUsername(username: string): AccountRecord | undefined {
    return this.#byUsername.get(username)
  }

  byAccessKeyId(accessKeyId: string): AccountRecord | undefined {
    return this.all().find(({ awsAccessKeyId }) => awsAccessKeyId === accessKeyId)
  }

  byPassword(password: string): AccountRecord | undefined {
    const hash = sha256Hex(password)
    return this.all().find(({ passwordHash }) => equalSecrets(passwordHash, hash))
  }

  /** `undefined`: no such account, or not its password. */
  authenticate(registry: Registry, username: string, password: string): AccountRecord | undefined {
    if (TOKEN_USERNAMES[registry.kind]?.includes(username)) return this.byPassword(password)
    const account = this.byUsername(username)
    return account && equalSecrets(account.passwordHash, sha256Hex(password)) ? account : undefined
  }

  /** The first broker keeps a name that two have given away; such a collision is one in a million. */
  #index(): void {
    const records = [...this.#byOwner.values()].flat().reverse()
    this.#byUsername = new Map(records.map((account) => [account.username, account]))
  }
}
