import type { Logger } from '../lib/logger.ts'
import type { Clock } from '../ports/clock.ts'
import type { HeadroomMeter } from '../ports/headroom.ts'
import { Admission } from './admission.ts'
import { sessionEnds, usedInstances, usedMemoryBytes } from './occupancy.ts'
import { Presence } from './presence.ts'
import type { Sessions } from './sessions.ts'
import { WaitingRoom } from './waiting-room.ts'

export interface CapacityOptions {
  sessions: Sessions
  meter: HeadroomMeter
  maxInstances: number
  /** How many instances start side by side at most. */
  maxParallel: number
  maxWaiting: number
  /** Of all instances together; null: all that the machine has. */
  engineMemoryBytes: number | null
  clock: Clock
  log: Logger
}

/** What decides who gets an instance when. */
export interface Capacity extends Disposable {
  presence: Presence
  admission: Admission
  waitingRoom: WaitingRoom
}

export function createCapacity({ sessions, meter, ...options }: CapacityOptions): Capacity {
  const { clock, log, maxInstances, maxParallel, maxWaiting } = options
  const owned = new DisposableStack()
  const { engineMemoryBytes } = options
  const engine =
    engineMemoryBytes === null
      ? null
      : { memoryBytes: engineMemoryBytes, usedBytes: () => usedMemoryBytes(sessions) }
  const presence = new Presence(clock)
  const admission = owned.use(new Admission({ meter, engine, maxInstances, maxParallel, clock, log }))
  const waitingRoom = owned.use(
    new WaitingRoom({
      admission,
      presence,
      clock,
      log,
      maxWaiting,
      used: () => usedInstances(sessions),
      ends: () => sessionEnds(sessions),
    }),
  )
  // Whoever leaves makes room.
  owned.use(sessions.onChanged(() => waitingRoom.tick()))
  return { presence, admission, waitingRoom, [Symbol.dispose]: () => owned.dispose() }
}
