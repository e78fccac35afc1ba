import { remember } from '../ui/use-remembered.ts'

/** `seen` once somebody has put the tip away, or has done what it says. */
export const TIP_STORAGE_KEY = 'drydock-terminal-tip'

export function putTipAway(): void {
  remember(TIP_STORAGE_KEY, 'seen')
}
