/**
 * A class and its cockpit: how soon a verified step shows, what the wall costs, and how much memory the broker has. Two
 * parts: people whose instances are real do the first chapters of the lab with Show me; then a hundred whose instances,
 * shells and verdicts are played, since a machine for a bench does not hold so many. The cockpit of those is then opened
 * in Chromium, whose frames are counted beside those of an empty page.
 * `npm run bench:workshop -- --participants 100 --real 20 --seconds 60 --frames 20` (0: without that part); needs what
 * `npm test` sets up.
 */
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Chapter } from '../server/domain/lab.ts'
import { loadLabs } from '../server/labs/load-labs.ts'
import { printTable } from './print-table.ts'
import { quantile } from './quantile.ts'
import { measureClass, type Measured } from './workshop/bench-class.ts'
import { startFakeBroker, startRealBroker } from './workshop/brokers.ts'
import type { ClassMember } from './workshop/class-member.ts'
import { FAKE_LAB } from './workshop/fake-lab.ts'
import type { Frames } from './workshop/wall-frames.ts'

const TARGET_MS = 1_000
const TARGET_BITS = 1_000_000
const TARGET_MIB = 500
const TARGET_FRAMES = 50
const MiB = 1024 * 1024
/** Nine steps, none of which needs anything but node1. */
const FIRST_CHAPTERS = 4
/** To read a step before its solution is asked for. */
const MEAN_READING_MS = 8_000

const { values } = parseArgs({
  options: {
    participants: { type: 'string', default: '100' },
    real: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '60' },
    frames: { type: 'string', default: '20' },
  },
})
const seconds = Number(values.seconds)
const [lab] = await loadLabs(join(import.meta.dirname, '../lab-content'))
const firstChapters = lab!.chapters.slice(0, FIRST_CHAPTERS)

async function measureReal(count: number): Promise<Measured> {
  await using broker = await startRealBroker()
  const plan = { lab: lab!.id, chapters: firstChapters.map(({ id }) => id), count }
  // Awaited here: the broker goes when the function returns.
  return await measureClass(broker, plan, async (members) => {
    await Promise.all(members.map(doFirstChapters))
  })
}

async function doFirstChapters(member: ClassMember): Promise<void> {
  for (const { id: chapter, checks } of firstChapters) {
    const ref = { lab: lab!.id, chapter }
    await member.view(ref)
    for (const check of checks.keys()) {
      await delay(Math.random() * 2 * MEAN_READING_MS)
      await member.show(ref, check)
    }
  }
}

async function measurePlayed(count: number): Promise<Measured> {
  await using broker = await startFakeBroker()
  const plan = { lab: FAKE_LAB.id, chapters: [], count, frameSeconds: Number(values.frames) }
  return await measureClass(broker, plan, async (members) => {
    const isOver = AbortSignal.timeout(seconds * 1_000)
    await Promise.all(members.map((member) => turnPages(member, isOver)))
  })
}

/** Looks at each chapter until it is done. */
async function turnPages(member: ClassMember, isOver: AbortSignal): Promise<void> {
  for (const { id: chapter, checks } of FAKE_LAB.chapters) {
    await member.view({ lab: FAKE_LAB.id, chapter })
    while (!isDone(member, { id: chapter, checks })) {
      // Rejects when the time is over, which the next look finds out.
      await member.progressed(isOver).catch(() => undefined)
      if (isOver.aborted) return
    }
  }
}

function isDone(member: ClassMember, { id: chapter, checks }: Pick<Chapter, 'id' | 'checks'>): boolean {
  return [...checks.keys()].every((check) => member.isDone({ chapter }, check))
}

const results: { name: string; measured: Measured }[] = []
const real = Number(values.real)
const played = Number(values.participants)
if (real > 0) results.push({ name: 'real instances', measured: await measureReal(real) })
if (played > 0) results.push({ name: 'played', measured: await measurePlayed(played) })
const megabits = (bits: number): string => `${(bits / 1_000_000).toFixed(2)} Mbit/s`
printTable(
  ['', 'people', 'steps', 'p50', 'p95', 'longest', 'pictures', 'to the cockpit', 'most', 'broker'],
  results.map(({ name, measured: { delaysMs, ...one } }) => [
    name,
    String(one.participants),
    String(delaysMs.length),
    ...[0.5, 0.95, 1].map((q) => `${Math.round(quantile(delaysMs, q))} ms`),
    String(one.pictures),
    megabits(one.bitsPerSecond),
    megabits(one.mostBitsPerSecond),
    `${Math.round(one.peakBytes / MiB)} MiB`,
  ]),
)
const verdict = (isMet: boolean): string => (isMet ? 'met' : 'MISSED')
const every = (fits: (measured: Measured) => boolean): string =>
  verdict(results.every(({ measured }) => fits(measured)))
const isShownInTime = ({ delaysMs, missing }: Measured) =>
  delaysMs.length > 0 && missing === 0 && quantile(delaysMs, 0.95) < TARGET_MS
console.log(`target: each verified step shows in the cockpit, p95 < ${TARGET_MS} ms: ${every(isShownInTime)}`)
console.log(
  `target: the cockpit gets < ${megabits(TARGET_BITS)}: ${every(({ bitsPerSecond }) => bitsPerSecond < TARGET_BITS)}`,
)
console.log(`target: broker < ${TARGET_MIB} MiB: ${every(({ peakBytes }) => peakBytes < TARGET_MIB * MiB)}`)

const frames = results.flatMap(({ measured }) => measured.frames)
if (frames.length > 0) {
  const [floor] = frames
  const median = ({ perSecond }: Frames) => quantile(perSecond, 0.5)
  printTable(
    [
      'Chromium, 4 × slower, 2560 × 1440',
      'tiles',
      'frames a second',
      'worst second',
      'longest',
      'of the floor',
    ],
    frames.map((one) => [
      one.view,
      String(one.tiles),
      String(median(one)),
      String(quantile(one.perSecond, 0)),
      `${Math.round(one.longestMs)} ms`,
      `${Math.round((100 * median(one)) / median(floor!))} %`,
    ]),
  )
  const isFluent = frames.every((one) => median(one) > TARGET_FRAMES)
  console.log(`target: > ${TARGET_FRAMES} frames a second: ${verdict(isFluent)}`)
}
