import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import type { NewPasskey, PasskeyCreation, PasskeyRequest, UsedPasskey } from '../protocol/passkey.ts'

/** WebAuthn, section 6.1: present, verified, and with a credential. */
const FLAGS = { present: 0x01, verified: 0x04, hasCredential: 0x40 }

export interface Ceremony {
  /** Of the page that asks. */
  origin: string
  /** Whether its owner has shown who they are; yes, unless a test says so. */
  isVerified?: boolean
}

/**
 * A browser with an authenticator that has one passkey, made of node:crypto: what it answers is what they would, or what
 * somebody would who forges one part of it.
 */
export class SoftwareAuthenticator {
  readonly credentialId = randomBytes(16).toString('base64url')
  /** Of uses. An authenticator that stays at 0 does not count. */
  counter = 0
  userHandle = ''
  readonly #privateKey: KeyObject
  readonly #publicKey: KeyObject

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.#privateKey = privateKey
    this.#publicKey = publicKey
  }

  /** COSE, base64url. */
  get publicKey(): string {
    return this.#coseKey().toString('base64url')
  }

  create(
    { challenge, rp, user }: Pick<PasskeyCreation, 'challenge' | 'rp' | 'user'>,
    ceremony: Ceremony,
  ): NewPasskey {
    this.userHandle = user.id
    const id = Buffer.from(this.credentialId, 'base64url')
    const credential = Buffer.concat([Buffer.alloc(16), uint16(id.length), id, this.#coseKey()])
    const authData = Buffer.concat([this.#authData(rp.id, ceremony, FLAGS.hasCredential), credential])
    return {
      id: this.credentialId,
      clientDataJSON: clientData('webauthn.create', challenge, ceremony),
      attestationObject: cborMap([
        [cborText('fmt'), cborText('none')],
        [cborText('attStmt'), cborMap([])],
        [cborText('authData'), cborBytes(authData)],
      ]).toString('base64url'),
    }
  }

  use({ challenge, rpId }: Pick<PasskeyRequest, 'challenge' | 'rpId'>, ceremony: Ceremony): UsedPasskey {
    const clientDataJSON = clientData('webauthn.get', challenge, ceremony)
    const authData = this.#authData(rpId, ceremony)
    const signed = Buffer.concat([authData, sha256(Buffer.from(clientDataJSON, 'base64url'))])
    return {
      id: this.credentialId,
      clientDataJSON,
      authenticatorData: authData.toString('base64url'),
      signature: sign('sha256', signed, this.#privateKey).toString('base64url'),
      userHandle: this.userHandle,
    }
  }

  #authData(rpId: string, { isVerified = true }: Ceremony, more = 0): Buffer {
    const flags = FLAGS.present | (isVerified ? FLAGS.verified : 0) | more
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(this.counter)
    return Buffer.concat([sha256(Buffer.from(rpId)), Buffer.of(flags), counter])
  }

  /** RFC 9053: an elliptic curve, ES256, P-256, and the point. */
  #coseKey(): Buffer {
    const { x, y } = this.#publicKey.export({ format: 'jwk' })
    return cborMap([
      [cborInt(1), cborInt(2)],
      [cborInt(3), cborInt(-7)],
      [cborInt(-1), cborInt(1)],
      [cborInt(-2), cborBytes(Buffer.from(x!, 'base64url'))],
      [cborInt(-3), cborBytes(Buffer.from(y!, 'base64url'))],
    ])
  }
}

function clientData(type: string, challenge: string, { origin }: Ceremony): string {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })).toString('base64url')
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}

/** What of CBOR, RFC 8949, is needed: a type, a number below 65536, and what follows. */
function cbor(type: number, value: number): Buffer {
  if (value < 24) return Buffer.of((type << 5) | value)
  return value < 256 ? Buffer.of((type << 5) | 24, value) : Buffer.of((type << 5) | 25, value >> 8, value)
}

const cborInt = (value: number) => (value < 0 ? cbor(1, -1 - value) : cbor(0, value))
const cborBytes = (value: Buffer) => Buffer.concat([cbor(2, value.length), value])
const cborText = (value: string) => Buffer.concat([cbor(3, value.length), Buffer.from(value)])
const cborMap = (entries: [Buffer, Buffer][]) => Buffer.concat([cbor(5, entries.length), ...entries.flat()])

function uint16(value: number): Buffer {
  return Buffer.of(value >> 8, value & 0xff)
}
