import { deriveSecret } from '../lib/random.ts'
import type { StoredSession } from '../ports/store.ts'
import type { HubAccount } from '../protocol/hub.ts'

/** 12 base32 characters are 60 bits: nobody guesses them over a network, and people can type them. */
const PASSWORD_CHARACTERS = 12
const ACCESS_KEY_CHARACTERS = 16
const SECRET_KEY_CHARACTERS = 40

/**
 * The account at the Hub of each session in the sandbox. Secrets are derived from one of the broker's and the session's id: nothing has
 * to be stored, and they are the same after a restart.
 */
export class HubAccounts {
  readonly #secret: string

  constructor(secret: string) {
    this.#secret = secret
  }

  /** Null in live mode: participants bring their own accounts. */
  of(session: Pick<StoredSession, 'id' | 'username' | 'hubMode'>): HubAccount | null {
    return session.hubMode === 'live' ? null : this.derive(session)
  }

  derive({ id, username }: Pick<StoredSession, 'id' | 'username'>): HubAccount {
    const derive = (purpose: string, characters: number): string =>
      deriveSecret(this.#secret, `${purpose} ${id}`, characters)
    return {
      username,
      password: derive('password', PASSWORD_CHARACTERS).replace(/(.{4})(?=.)/g, '$1-'),
      awsAccountId: twelveDigits(derive('aws account', 16)),
      awsAccessKeyId: `AKIA${derive('aws key', ACCESS_KEY_CHARACTERS).toUpperCase()}`,
      awsSecretAccessKey: derive('aws secret', SECRET_KEY_CHARACTERS),
      azureRegistry: username.replaceAll('-', ''),
    }
  }
}

/** The variables that each shell has, so that commands can be copied from a manual. */
export function hubEnvironment(account: HubAccount): Record<string, string> {
  return {
    DOCKER_USERNAME: account.username,
    DOCKER_PASSWORD: account.password,
    GITHUB_USERNAME: account.username,
    GITHUB_TOKEN: account.password,
    GITLAB_USERNAME: account.username,
    GITLAB_TOKEN: account.password,
    GOOGLE_CLOUD_PROJECT: account.username,
    AWS_ACCOUNT_ID: account.awsAccountId,
    AWS_ACCESS_KEY_ID: account.awsAccessKeyId,
    AWS_SECRET_ACCESS_KEY: account.awsSecretAccessKey,
    AWS_DEFAULT_REGION: 'us-east-1',
    ACR_NAME: account.azureRegistry,
  }
}

function twelveDigits(text: string): string {
  const number = [...text].reduce(
    (sum, character) => (sum * 31n + BigInt(character.charCodeAt(0))) % 10n ** 12n,
    7n,
  )
  return String(number).padStart(12, '1')
}
