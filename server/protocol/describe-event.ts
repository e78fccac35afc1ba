import type { Closer, TimelineEvent } from './timeline.ts'

/** How a session ended, for the one who worked in it. */
export const CLOSING_SENTENCES = {
  participant: 'You closed it.',
  instructor: 'Your instructor closed it.',
  operator: 'The people who run this lab closed it.',
  'time-up': 'Its time was up.',
  idle: 'Nobody used it for a long time.',
  'shut-down': 'The lab was shut down.',
  'engine-lost': 'The lab engine stopped, and the instances could not be brought back.',
  workshop: 'The workshop is over.',
} as const satisfies Record<Closer, string>

const ACTORS = {
  participant: 'You',
  instructor: 'Your instructor',
  operator: 'The people who run this lab',
  broker: 'The lab',
} as const

/** Times of the day are the reader's own, so whoever shows an event says how a time is written. */
export interface EventWords {
  time: (epochMs: number) => string
}

/** One plain sentence, or two, for the participant. */
export function describeEvent(event: TimelineEvent, words: EventWords): string {
  switch (event.type) {
    case 'session-opened':
    case 'session-claimed':
      return `The session started${afterWait(event.waitedMs)}. It lasts until ${words.time(event.expiresAt)}.`
    case 'session-extended':
      return `${ACTORS[event.by]} gave the session more time, until ${words.time(event.expiresAt)}.`
    case 'idle-warned':
      return `Nobody had used the session for a long time. Unless it is used, it ends at ${words.time(event.endsAt)}.`
    case 'session-closed':
      return `The session ended. ${CLOSING_SENTENCES[event.by]}`
    case 'instance-added':
      return `You added ${event.instance}.`
    case 'instance-ready':
      return `${event.instance} was ready after ${duration(event.tookMs)}.`
    case 'instance-failed':
      return `${event.instance} did not start. ${event.reason}`
    case 'instance-deleted':
      return `${ACTORS[event.by]} deleted ${event.instance}.`
    case 'instance-ended':
      return `${event.instance} ended. ${event.reason}`
    case 'image-pulled':
      return `${event.instance} pulled the image ${shortImage(event.image)}.`
    case 'image-pushed':
      return `${event.instance} pushed the image ${shortImage(event.image)}.`
    case 'image-named':
      return `The image ${shortImage(event.image)} was built or tagged on ${event.instance}.`
    case 'container-started':
      return `Container ${containerWords(event)} started on ${event.instance}.`
    case 'container-exited':
      return `Container ${containerWords(event)} on ${event.instance} ${exitWords(event.exitCode)}.`
    case 'more-happened':
      return `${event.count} more things happened in Docker on ${event.instance} at about that time.`
    case 'inner-engine-stopped':
      return `Docker stopped on ${event.instance}.`
    case 'inner-engine-back':
      return `Docker ran again on ${event.instance} after ${duration(event.downMs)}.`
    case 'disk-nearly-full':
      return `The disk of ${event.instance} was nearly full: ${used(event)}.${largestWords(event.largest)}`
    case 'disk-full':
      return `The disk of ${event.instance} was full: ${used(event)}.${largestWords(event.largest)}`
    case 'out-of-memory':
      return `${event.instance} ran out of memory. The kernel ended ${killed(event)}.`
    case 'too-many-processes':
      return `${event.instance} had as many processes as it may have: ${event.limit}. No new one could start.`
    case 'engine-lost':
      return 'The lab engine, which runs the instances, stopped answering.'
    case 'engine-back':
      return `The lab engine answered again after ${duration(event.downMs)}.`
    case 'broker-restarted':
      return 'Drydock was started again. Your instances and terminals were kept.'
    case 'catch-up-done':
      return event.isReset
        ? `You reset the step “${event.step}” of the chapter “${event.chapter}”.`
        : `You caught up to the step “${event.step}” of the chapter “${event.chapter}”.`
    case 'catch-up-failed':
      return `${event.isReset ? 'Resetting' : 'Catching up to'} the step “${event.step}” did not work. ${event.reason}`
    case 'file-uploaded':
      return `You uploaded the file ${event.name} (${bytes(event.bytes)}) to ${event.instance}.`
    default:
      return event satisfies never
  }
}

function afterWait(waitedMs: number): string {
  return waitedMs > 0 ? `, after ${duration(waitedMs)} in the waiting room` : ''
}

function containerWords({ container, image }: { container: string; image: string }): string {
  return `${container} (${shortImage(image)})`
}

/** What shells and Docker mean by an exit code; 128 and more: a signal. */
function exitWords(exitCode: number): string {
  switch (exitCode) {
    case 0:
      return 'ended'
    case 137:
      return 'was killed (exit code 137)'
    case 143:
      return 'was stopped (exit code 143)'
    default:
      return `ended with exit code ${exitCode}`
  }
}

function killed({ process, container }: { process: string | null; container: string | null }): string {
  const what = process === null ? 'a process' : `the process ${process}`
  return container === null ? what : `${what} in the container ${container}`
}

function used({ usedBytes, limitBytes }: { usedBytes: number; limitBytes: number }): string {
  return `${bytes(usedBytes)} of ${bytes(limitBytes)}`
}

function largestWords(largest: string | null): string {
  return largest === null ? '' : ` The largest is ${shortImage(largest)}.`
}

/** A digest's first characters tell it from others, as `docker images` has it. */
function shortImage(image: string): string {
  return image.replace(/(sha256:[0-9a-f]{12})[0-9a-f]+/g, '$1…')
}

export function duration(ms: number): string {
  const seconds = ms / 1_000
  if (seconds < 10) return `${seconds.toFixed(1)} seconds`
  if (seconds < 90) return `${Math.round(seconds)} seconds`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`
}

function bytes(count: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB'] as const
  const power = Math.min(units.length - 1, count < 1 ? 0 : Math.floor(Math.log2(count) / 10))
  return power === 0 ? `${count} ${units[0]}` : `${(count / 1024 ** power).toFixed(1)} ${units[power]}`
}
