import type { Clock } from '../ports/clock.ts'
import { LabError } from '../protocol/errors.ts'
import { PASSKEY_CHALLENGE_MS } from '../protocol/passkey.ts'

/**
 * Questions that wait for an answer, of everybody, half a kilobyte each. One address can have about 120 of them open
 * (`address.sign-ins`, for as long as they hold). The oldest goes for a new one: refusing the new one would let a flood
 * shut everybody out for minutes.
 */
export const MAX_CHALLENGES = 2_000

/** What an answer is good for. */
export type ChallengePurpose =
  | { kind: 'sign-in' }
  | { kind: 'add'; instructorId: string; userHandle: string }
  | { kind: 'accept'; invitationHash: string; userHandle: string }

type Purpose<Kind extends ChallengePurpose['kind']> = Extract<ChallengePurpose, { kind: Kind }>

/** Questions to authenticators: each is answered once, in time, for what it was asked. In memory: a restart asks anew. */
export class PasskeyChallenges {
  readonly #clock: Clock
  /** In the order of asking. */
  readonly #open = new Map<string, { purpose: ChallengePurpose; expiresAt: number }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get size(): number {
    return this.#open.size
  }

  /** `challenge`: random. */
  add(challenge: string, purpose: ChallengePurpose): void {
    this.#forgetExpired()
    if (this.#open.size >= MAX_CHALLENGES) this.#open.delete(this.#open.keys().next().value!)
    this.#open.set(challenge, { purpose, expiresAt: this.#clock.now() + PASSKEY_CHALLENGE_MS })
  }

  /** Throws PASSKEY_TOO_LATE for one that is not open, or was asked for something else. It is not open after this. */
  take<Kind extends ChallengePurpose['kind']>(challenge: string, kind: Kind): Purpose<Kind> {
    const entry = this.#open.get(challenge)
    this.#open.delete(challenge)
    if (!entry || entry.expiresAt <= this.#clock.now() || entry.purpose.kind !== kind)
      throw new LabError('PASSKEY_TOO_LATE')
    return entry.purpose as Purpose<Kind>
  }

  #forgetExpired(): void {
    const now = this.#clock.now()
    for (const [challenge, { expiresAt }] of this.#open) {
      if (expiresAt > now) return
      this.#open.delete(challenge)
    }
  }
}
