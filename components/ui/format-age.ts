const MINUTE_MS = 60_000
/** Largest first; a month and a year are round, for an age is read at a glance. */
const UNITS = [
  ['year', 365 * 24 * 60 * MINUTE_MS],
  ['month', 30 * 24 * 60 * MINUTE_MS],
  ['day', 24 * 60 * MINUTE_MS],
  ['hour', 60 * MINUTE_MS],
  ['minute', MINUTE_MS],
] as const

/** `just now`, `5 minutes ago`, `1 day ago`. A clock that is ahead of ours is as good as now. */
export function formatAge(ageMs: number): string {
  const unit = UNITS.find(([, lengthMs]) => ageMs >= lengthMs)
  if (!unit) return 'just now'
  const [name, lengthMs] = unit
  const count = Math.floor(ageMs / lengthMs)
  return `${count} ${name}${count === 1 ? '' : 's'} ago`
}
