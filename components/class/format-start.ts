import { formatTime } from '../session/format-moment.ts'

const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' })

/** `at 10:00`, or `on Monday 3 May at 10:00` when that is another day. */
export function formatStart(at: number, now: number): string {
  return isSameDay(at, now) ? `at ${formatTime(at)}` : `on ${DAY.format(at)} at ${formatTime(at)}`
}

function isSameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString()
}
