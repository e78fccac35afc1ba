const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const TIME_WITH_SECONDS = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' })

/** `14:32`, where the reader is. */
export function formatTime(at: number): string {
  return TIME.format(at)
}

/** `14:32:07` today, `3 May, 14:32:07` on another day. */
export function formatMoment(at: number, now: number): string {
  const time = TIME_WITH_SECONDS.format(at)
  const isToday = new Date(at).toDateString() === new Date(now).toDateString()
  return isToday ? time : `${DAY.format(at)}, ${time}`
}
