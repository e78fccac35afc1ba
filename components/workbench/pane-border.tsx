'use client'

import type { KeyboardEvent, PointerEvent } from 'react'
import { classNames } from '../ui/class-names.ts'
import { shareAfterKey, shareAt, SPLIT_USUAL } from '../ui/split-share.ts'
import type { SplitDirection } from './layout.ts'
import type { BorderPlace } from './pane-places.ts'

/** Arrow keys of a border that moves up and down, as those of one that moves sideways. */
const SIDEWAYS: Partial<Record<string, string>> = { ArrowUp: 'ArrowLeft', ArrowDown: 'ArrowRight' }

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
  const share = (100 * (offset - from)) / (to - from)

  function follow(event: PointerEvent<HTMLElement>) {
    const border = event.currentTarget
    if (!border.hasPointerCapture(event.pointerId)) return
    const tab = border.parentElement!.getBoundingClientRect()
    const length = isRow ? tab.width : tab.height
    const at = isRow ? event.clientX - tab.left : event.clientY - tab.top
    onMove(shareAt(at - (length * from) / 100, (length * (to - from)) / 100))
  }

  function press(event: KeyboardEvent) {
    const next = shareAfterKey(isRow ? event.key : (SIDEWAYS[event.key] ?? event.key), share)
    if (next === undefined) return
    event.preventDefault()
    onMove(next)
  }

  return (
    <div
      role="separator"
      aria-label={label}
      aria-orientation={isRow ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(share)}
      aria-valuemin={0}
      aria-valuemax={100}
      tabIndex={0}
      onKeyDown={press}
      onPointerDown={(event) => {
        // Text must not be selected on the way.
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={follow}
      onDoubleClick={() => onMove(SPLIT_USUAL)}
      style={isRow ? { left: `${offset}%` } : { top: `${offset}%` }}
      className={classNames(
        'absolute z-10 touch-none bg-line transition-colors before:absolute hover:bg-accent focus-visible:bg-accent active:bg-accent',
        isRow
          ? 'inset-y-0 w-px cursor-col-resize before:inset-y-0 before:-inset-x-1.5'
          : 'inset-x-0 h-px cursor-row-resize before:inset-x-0 before:-inset-y-1.5',
      )}
    />
  )
}
