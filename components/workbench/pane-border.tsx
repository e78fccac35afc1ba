'use client'

import type { PointerEvent } from 'react'
import { SplitBorder } from '../ui/split-border.tsx'
import { shareAt } from '../ui/split-share.ts'
import type { SplitDirection } from './layout.ts'
import type { BorderPlace } from './pane-places.ts'

/** Between two panes of a tab; moves by pointer and by keyboard. `onMove`: the share of the first of them, in percent. */
export function PaneBorder({
  label,
  direction,
  place: { from, offset, to },
  onMove,
}: {
  label: string
  direction: SplitDirection
  place: BorderPlace
  onMove: (share: number) => void
}) {
  const isRow = direction === 'row'

  function shareUnder({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>): number {
    const tab = currentTarget.parentElement!.getBoundingClientRect()
    const length = isRow ? tab.width : tab.height
    const at = isRow ? clientX - tab.left : clientY - tab.top
    return shareAt(at - (length * from) / 100, (length * (to - from)) / 100)
  }

  return (
    <SplitBorder
      label={label}
      isUpright={isRow}
      share={(100 * (offset - from)) / (to - from)}
      shareUnder={shareUnder}
      onMove={onMove}
      style={isRow ? { left: `${offset}%` } : { top: `${offset}%` }}
      className={isRow ? 'absolute inset-y-0' : 'absolute inset-x-0'}
    />
  )
}
