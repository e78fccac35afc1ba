import { jwtVerify, SignJWT } from 'jose'
import { randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Action } from './access-policy.ts'
import { ECR_TOKEN_SECONDS, TOKEN_SECONDS } from './limits.ts'

const ISSUER = 'drydock-hub'
const ECR_AUDIENCE = 'ecr'
const ALGORITHM = 'HS256'

/** https://distribution.github.io/distribution/spec/auth/jwt/ */
const claimsSchema = z.object({
  /** User name; empty for somebody who has not signed in. */
  sub: z.string(),
  access: z.array(z.object({ type: z.string(), name: z.string(), actions: z.array(z.string()) })),
})

export interface Grant {
  name: string
  actions: Action[]
}

export interface VerifiedToken {
  username: string
  grants: Grant[]
}

/** Signs and checks tokens. The key lives as long as the Hub: after a restart clients simply ask for a new token. */
export class Tokens {
  readonly #key = randomBytes(32)

  /** A token for one registry (`audience`). */
  async issue(audience: string, { username, grants }: VerifiedToken): Promise<string> {
    const access = grants.map((grant) => ({ type: 'repository', ...grant }))
    return this.#sign({ access }, { username, audience, seconds: TOKEN_SECONDS })
  }

  /** `undefined` for a token that is forged, expired or for another registry. */
  async verify(audience: string, token: string): Promise<VerifiedToken | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        issuer: ISSUER,
        audience,
        algorithms: [ALGORITHM],
      })
      const { sub, access } = claimsSchema.parse(payload)
      const grants = access.map(({ name, actions }) => ({ name, actions: actions as Action[] }))
      return { username: sub, grants }
    } catch {
      return undefined
    }
  }

  /** What `aws ecr get-login-password` prints. */
  issueEcrPassword(username: string): Promise<string> {
    return this.#sign({}, { username, audience: ECR_AUDIENCE, seconds: ECR_TOKEN_SECONDS })
  }

  /** The user whose password it is. */
  async verifyEcrPassword(password: string): Promise<string | undefined> {
    try {
      const options = { issuer: ISSUER, audience: ECR_AUDIENCE, algorithms: [ALGORITHM] }
      return (await jwtVerify(password, this.#key, options)).payload.sub
    } catch {
      return undefined
    }
  }

  #sign(
    claims: Record<string, unknown>,
    { username, audience, seconds }: { username: string; audience: string; seconds: number },
  ): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
      .setIssuer(ISSUER)
      .setSubject(username)
      .setAudience(audience)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(`${seconds}s`)
      .sign(this.#key)
  }
}
