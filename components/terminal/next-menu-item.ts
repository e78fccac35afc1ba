/** Where a key moves the focus in a menu; undefined for keys that do not move it. */
export function nextItem(
  key: string,
  { current, count }: { current: number; count: number },
): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return (current + 1) % count
    case 'ArrowUp':
      return (Math.max(current, 0) - 1 + count) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}
