const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' })
const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })

const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** `28 Nov 2026`, where the reader is. */
export function describeDay(at: number): string {
  return DATE.format(at)
}

/** `Sat 28 Nov, 09:05 – 12:05`, where the reader is; with both days when it ends on another. */
export function describeTime({ startsAt, endsAt }: { startsAt: number; endsAt: number }): string {
  const start = `${DAY.format(startsAt)}, ${TIME.format(startsAt)}`
  const isOneDay = new Date(startsAt).toDateString() === new Date(endsAt).toDateString()
  return `${start} – ${isOneDay ? '' : `${DAY.format(endsAt)}, `}${TIME.format(endsAt)}`
}
