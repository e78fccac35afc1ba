import { setTimeout as delay } from 'node:timers/promises'
import type { ChapterId, LabId } from '../../server/protocol/ids.ts'
import { workshopViewSchema } from '../../server/protocol/workshop.ts'
import { quantile } from '../quantile.ts'
import { residentBytes } from '../resident-bytes.ts'
import { ClassMember } from './class-member.ts'
import { CockpitSocket } from './cockpit-socket.ts'
import { post } from './post.ts'
import { measureFrames, type Frames } from './wall-frames.ts'
import { VerifiedSteps } from './verified-steps.ts'

const HOUR_MS = 3_600_000
const SECOND_MS = 1_000
/** What a small machine starts side by side. */
const JOINING = 4
/** Longer than the cockpit's turn: what was verified last is told by then. */
const LAST_WORDS_MS = 2_000

/** A broker, and the cookie of somebody who may teach at it. */
export interface TaughtBroker {
  url: string
  pid: number
  cookie: string
}

export interface Measured {
  participants: number
  /** From a participant's own news of a verified step to the cockpit's. */
  delaysMs: number[]
  missing: number
  pictures: number
  /** What the cockpit was sent, on average and in its fullest second. */
  bitsPerSecond: number
  mostBitsPerSecond: number
  peakBytes: number
  /** Of a browser that shows the cockpit afterwards; empty: there was none. */
  frames: Frames[]
}

export interface ClassPlan {
  lab: LabId
  chapters: readonly ChapterId[]
  count: number
  /** Opens the cockpit in a browser, after everything else is measured, and counts its frames for so long. */
  frameSeconds?: number
}

/** A workshop with one cockpit, whose wall has everybody on it, and members who do what `work` says. */
export async function measureClass(
  broker: TaughtBroker,
  plan: ClassPlan,
  work: (members: readonly ClassMember[]) => Promise<void>,
): Promise<Measured> {
  const { lab, chapters, count, frameSeconds = 0 } = plan
  const { cookie } = broker
  const now = Date.now()
  const planned = await post(broker, '/api/teach/workshops', {
    cookie,
    body: {
      title: 'Bench',
      lab,
      chapters,
      seats: count,
      startsAt: now,
      endsAt: now + 3 * HOUR_MS,
      sessionMinutes: 180,
      maxInstances: 1,
      hub: 'sandbox',
      preparesAhead: false,
    },
  })
  const { id: workshop, joinCode: code } = workshopViewSchema.parse(await planned.json())
  const steps = new VerifiedSteps()
  using cockpit = await CockpitSocket.open({ broker, cookie, workshop }, steps)
  await using members = new AsyncDisposableStack()
  const joined = await joinAll(broker, { code, count }, steps)
  for (const member of joined) members.use(member)
  // The last to come is in the next news.
  await delay(LAST_WORDS_MS)
  cockpit.showWall()
  const traffic = watch(cockpit, broker.pid)
  await work(joined)
  const { seconds, peakBytes } = traffic.stop()
  await delay(LAST_WORDS_MS)
  // They work on without their pages: what these cost is not the cockpit's.
  await members.disposeAsync()
  const frames = frameSeconds > 0 ? await measureFrames(broker, { workshop, seconds: frameSeconds }) : []
  const total = seconds.reduce((sum, bytes) => sum + bytes, 0)
  return {
    participants: count,
    delaysMs: steps.delaysMs(),
    missing: steps.missing,
    pictures: cockpit.pictures,
    bitsPerSecond: (total * 8) / seconds.length,
    mostBitsPerSecond: quantile(seconds, 1) * 8,
    peakBytes,
    frames,
  }
}

async function joinAll(
  broker: TaughtBroker,
  { code, count }: { code: string; count: number },
  steps: VerifiedSteps,
): Promise<ClassMember[]> {
  const members: ClassMember[] = []
  let next = 1
  await Promise.all(
    Array.from({ length: JOINING }, async () => {
      while (next <= count) {
        const name = `Participant ${next++}`
        members.push(await ClassMember.join(broker, { code, name }, steps))
        if (members.length % 10 === 0) console.error(`${members.length} have joined`)
      }
    }),
  )
  return members
}

/** Bytes to the cockpit, second by second, and the broker's memory. */
function watch(cockpit: CockpitSocket, pid: number) {
  const seconds: number[] = []
  let before = cockpit.bytes
  let peakBytes = residentBytes(pid)
  const timer = setInterval(() => {
    seconds.push(cockpit.bytes - before)
    before = cockpit.bytes
    peakBytes = Math.max(peakBytes, residentBytes(pid))
  }, SECOND_MS)
  return {
    stop() {
      clearInterval(timer)
      return { seconds, peakBytes }
    },
  }
}
