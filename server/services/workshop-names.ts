import { USERNAME_COUNT, usernameFrom } from '../domain/username.ts'
import { randomInt } from '../lib/random.ts'
import { JOIN_CODE_ALPHABET, JOIN_CODE_CHARACTERS } from '../protocol/workshop.ts'

/** A join code, without its hyphen, that no other workshop has. */
export function freeCode(isTaken: (code: string) => boolean): string {
  for (;;) {
    const code = Array.from(
      { length: JOIN_CODE_CHARACTERS },
      () => JOIN_CODE_ALPHABET[randomInt(JOIN_CODE_ALPHABET.length)],
    ).join('')
    if (!isTaken(code)) return code
  }
}

/** For a participant who gives none. */
export function freeName(isTaken: (name: string) => boolean): string {
  for (;;) {
    const name = usernameFrom(randomInt(USERNAME_COUNT))
    if (!isTaken(name)) return name
  }
}
