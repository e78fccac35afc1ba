import type { Held } from '../../server/protocol/seat-link.ts'

/** What this browser shows no more when it takes another place. */
export function heldWords(held: Held): string {
  switch (held.kind) {
    case 'seat':
      return `This browser has a place as ${held.name} in “${held.title}”. It leaves that place, which goes on; only its own personal link brings it back.`
    case 'session':
      return 'This browser has a session of its own open. It goes on until its time is over, but you see it here again only after you have left the workshop.'
  }
}
