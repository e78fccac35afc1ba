import type { Action } from './authorisation.ts'
import { MAX_SEATS, MAX_WAITING } from '../protocol/workshop.ts'
import type { Rate } from './token-buckets.ts'

/**
 * How often anybody may do anything: of one network address, which a class of a hundred may share, of one session, whose
 * tabs are one person's, of one seat in a workshop, which may have no session, and of one instructor's account. A person
 * never meets these; a script does.
 */
export const RATE_LIMITS = {
  /** Requests of the API and sockets. A class of 100: ten a second each after a restart, three for long. */
  'address.requests': { burst: 6_000, perMinute: 20_000 },
  /** Pages with what they load, 30 files each: a class opens them at the same minute; a file is served in 1 ms. */
  'address.pages': { burst: 9_000, perMinute: 18_000 },
  /** Sessions of those who come without a workshop; for a seat see `seat.opens`. */
  'address.opens': { burst: 200, perMinute: 150 },
  /** New places, with the right code: of the largest class with its waiting list at once, all behind one address. */
  'address.joins': { burst: MAX_SEATS + MAX_WAITING, perMinute: 60 },
  /**
   * Codes that open nothing: a class types them at once. Who has used them up is still told when a code is right, since
   * others come from the same address. That leaves `address.requests`: in a class of three hours one chance in 300,000.
   */
  'address.wrong-codes': { burst: 100, perMinute: 60 },
  /** Each costs 0.1 s of a CPU. With a passkey one takes two: to ask, and to answer. */
  'address.sign-ins': { burst: 20, perMinute: 20 },
  /** Wrong keys and tokens. Nobody guesses 256 bits; this keeps logs quiet while they try. */
  'address.wrong-secrets': { burst: 20, perMinute: 20 },

  /** Pages ask by themselves: for a file in view twice a second, for the Hub with each push and key. */
  'session.requests': { burst: 900, perMinute: 1_800 },
  /** What a person clicks, and folders that are dropped are files. */
  'session.commands': { burst: 150, perMinute: 300 },
  /** Five instances are all that there may be at once; each costs seconds of the machine. */
  'session.creates': { burst: 20, perMinute: 60 },
  /** An editor in view asks twice a second at most, and somebody drops a folder's worth of files. */
  'session.files': { burst: 600, perMinute: 600 },
  /** Tabs come back all at once when the network does; each tries again every few seconds until then. */
  'session.sockets': { burst: 60, perMinute: 120 },
  /** Frames of all tabs. A page that shows output as fast as it can acknowledges a thousand portions a second. */
  'session.frames': { burst: 8_000, perMinute: 180_000 },
  /** Twenty tabs with eight terminals each come back at once. */
  'session.attaches': { burst: 200, perMinute: 600 },
  /** A window's edge is dragged for ten seconds, with each frame that is painted. */
  'session.resizes': { burst: 900, perMinute: 1_800 },
  /** Run, Show me, and the values of a chapter. */
  'session.typing': { burst: 60, perMinute: 240 },
  /** A chapter that comes into view has its checks run. */
  'session.views': { burst: 120, perMinute: 300 },
  /** Catching up plays a chapter; resetting makes instances anew. */
  'session.plays': { burst: 10, perMinute: 20 },

  /** Ended and opened again: each may take a session that was made ready. */
  'seat.opens': { burst: 10, perMinute: 4 },
  /** Raised and put down again, by somebody who is impatient; each is told to all cockpits. */
  'seat.hands': { burst: 20, perMinute: 60 },

  /** Of all cockpits; as for a session's tabs, with the output of the terminals that are watched. */
  'instructor.frames': { burst: 8_000, perMinute: 180_000 },
  /** As for a session. */
  'instructor.attaches': { burst: 200, perMinute: 600 },
  /** As for a session. */
  'instructor.resizes': { burst: 900, perMinute: 1_800 },
  /** With each tile that comes into view while somebody scrolls; each may send 100 pictures. */
  'instructor.wall-views': { burst: 300, perMinute: 600 },
  /** Cockpits that come back when the network does, as `session.sockets`. */
  'instructor.sockets': { burst: 60, perMinute: 120 },
} as const satisfies Record<`${'address' | 'session' | 'seat' | 'instructor'}.${string}`, Rate>

export type RateLimit = keyof typeof RATE_LIMITS

/** Beside `address.requests`, `session.requests` and, for commands, `session.commands`, which hold for every route. */
export const ACTION_LIMITS: Partial<Record<Action, RateLimit>> = {
  'instance.create': 'session.creates',
  'file.read': 'session.files',
  'file.write': 'session.files',
  'session.connect': 'session.sockets',
}

/** Sockets that one address may have open: a class of 100 with three tabs each, thrice. */
export const MAX_SOCKETS_PER_ADDRESS = 1_000
/** Sessions that one address may have open. Far from all that there may be, so nobody shuts everybody else out. */
export const MAX_SESSIONS_PER_ADDRESS = 400
