/** The first half's share of the width, in percent. */
export const SPLIT_USUAL = 50
/** A half that is narrower is of no use. */
const MIN = 25
const MAX = 100 - MIN
const STEP = 5

/** The usual one for anything else: it may have been written by an older version. */
export function readShare(stored: string): number {
  const share = Number.parseFloat(stored)
  return Number.isFinite(share) ? clamp(share) : SPLIT_USUAL
}

/** When the border is moved to this place. */
export function shareAt(offset: number, width: number): number {
  return width > 0 ? clamp(Math.round((1000 * offset) / width) / 10) : SPLIT_USUAL
}

/** https://www.w3.org/WAI/ARIA/apg/patterns/windowsplitter/ Undefined: another key. */
export function shareAfterKey(key: string, share: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return clamp(share - STEP)
    case 'ArrowRight':
      return clamp(share + STEP)
    case 'Home':
      return MIN
    case 'End':
      return MAX
    default:
      return undefined
  }
}

function clamp(share: number): number {
  return Math.min(MAX, Math.max(MIN, share))
}
