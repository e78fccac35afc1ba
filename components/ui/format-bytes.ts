const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const

/** `65 MiB`, `1.4 GiB`: two significant places at most, because a meter is read at a glance. */
export function formatBytes(bytes: number): string {
  let value = Math.max(0, bytes)
  let unit = 0
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1024
    unit++
  }
  const digits = unit > 0 && value < 10 ? 1 : 0
  return `${value.toFixed(digits)} ${UNITS[unit]}`
}
