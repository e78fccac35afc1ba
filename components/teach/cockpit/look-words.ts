import type { Watch } from '../../../server/protocol/class.ts'
import type { WatchEnd } from './cockpit-state.ts'

/** How it stands with a look into somebody's terminal; empty: there is nothing to say. */
export function describeLook({
  watch,
  isOwn,
  end,
  name,
}: {
  watch: Watch | null
  isOwn: boolean
  end: WatchEnd | undefined
  name: string
}): string {
  if (watch) {
    const what = `${watch.mode === 'drive' ? 'type in' : 'watch'} terminal ${watch.terminal} of ${watch.instance}`
    if (!isOwn) return `${watch.by} ${watch.status === 'asked' ? 'has asked' : 'is allowed'} to ${what}.`
    return watch.status === 'asked'
      ? `You have asked to ${what}. It waits for ${name} to agree.`
      : `${name} lets you ${what}, and sees that you do.`
  }
  if (end === 'refused') return `${name} has not agreed.`
  return end === 'ended' ? `${name} has ended it.` : ''
}
