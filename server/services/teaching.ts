import type { Logger } from '../lib/logger.ts'
import type { CheckedClock } from '../ports/clock.ts'
import type { LabCatalog } from '../ports/lab-catalog.ts'
import type { PasskeyStore } from '../ports/passkey-store.ts'
import type { HubModes } from '../protocol/hub-mode.ts'
import type { InstructorStore, WorkshopStore } from '../ports/workshop-store.ts'
import type { AuditLog } from './audit-log.ts'
import { ClassCommands } from './class-commands.ts'
import { ClassPart } from './class-part.ts'
import { ClassViews } from './class-views.ts'
import { Cockpit } from './cockpit.ts'
import { Instructors } from './instructors.ts'
import type { Instances } from './instances.ts'
import { PasskeyChallenges } from './passkey-challenges.ts'
import { Passkeys } from './passkeys.ts'
import type { Presence } from './presence.ts'
import { Retention } from './retention.ts'
import { SeatSessions } from './seat-sessions.ts'
import type { Sessions } from './sessions.ts'
import { TeachersHere } from './teachers-here.ts'
import { WorkshopTimes } from './workshop-times.ts'
import { Workshops } from './workshops.ts'

export interface TeachingOptions {
  instructorStore: InstructorStore
  passkeyStore: PasskeyStore
  workshopStore: WorkshopStore
  catalog: LabCatalog
  sessions: Sessions
  instances: Instances
  hubModes: HubModes
  presence: Presence
  audit: AuditLog
  /** From a workshop's end; 0: for ever. */
  workshopsKeptMs: number
  clock: CheckedClock
  log: Logger
  /** Of the link that is printed at the start. */
  hostToken: string
  publicUrl: URL
}

/** All that workshops need. */
export interface Teaching extends AsyncDisposable {
  instructors: Instructors
  passkeys: Passkeys
  /** Of passkeys: what they have been asked. */
  challenges: PasskeyChallenges
  workshops: Workshops
  seatSessions: SeatSessions
  times: WorkshopTimes
  classViews: ClassViews
  classPart: ClassPart
  commands: ClassCommands
  cockpit: Cockpit
  teachersHere: TeachersHere
  /** Opens a seat from any browser. After the `#` the secret is sent to no server and written into no log. */
  personalUrl: (seatToken: string) => string
  restore(): Promise<void>
}

export function createTeaching({
  instructorStore,
  passkeyStore,
  workshopStore,
  hostToken,
  publicUrl,
  ...options
}: TeachingOptions): Teaching {
  const { clock } = options
  const owned = new AsyncDisposableStack()
  const instructors = new Instructors({ store: instructorStore, clock, hostToken })
  const challenges = new PasskeyChallenges(clock)
  const passkeys = new Passkeys({ store: passkeyStore, instructors, challenges, clock, publicUrl })
  const workshops = owned.use(new Workshops({ ...options, store: workshopStore }))
  const retention = owned.use(new Retention({ ...options, instructors, workshops, store: workshopStore }))
  const shared = { ...options, workshops, instructors, publicUrl }
  return {
    instructors,
    passkeys,
    challenges,
    workshops,
    seatSessions: new SeatSessions(shared),
    times: owned.use(new WorkshopTimes(shared)),
    classViews: owned.use(new ClassViews(shared)),
    classPart: new ClassPart(shared),
    commands: new ClassCommands(shared),
    cockpit: new Cockpit(shared),
    teachersHere: new TeachersHere(),
    personalUrl: (seatToken) => new URL(`/seat#${seatToken}`, publicUrl).href,
    async restore() {
      await instructors.restore()
      await passkeys.restore()
      await workshops.restore()
      retention.start()
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
