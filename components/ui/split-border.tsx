'use client'

import type { CSSProperties, PointerEvent } from 'react'
import { classNames } from './class-names.ts'
import { shareAfterKey, SPLIT_USUAL } from './split-share.ts'

/** Arrow keys of a border that moves up and down, as those of one that moves sideways. */
const SIDEWAYS: Partial<Record<string, string>> = { ArrowUp: 'ArrowLeft', ArrowDown: 'ArrowRight' }

/** Between two parts; moves by pointer and by keyboard. `share`: what the first of them has, in percent. */
export function SplitBorder({
  label,
  controls,
  isUpright,
  share,
  shareUnder,
  onMove,
  className,
  style,
}: {
  label: string
  controls?: string
  /** The parts are side by side. */
  isUpright: boolean
  share: number
  /** The share that would put the border under the pointer. */
  shareUnder: (event: PointerEvent<HTMLElement>) => number
  onMove: (share: number) => void
  className: string
  style?: CSSProperties
}) {
  return (
    <div
      role="separator"
      aria-label={label}
      aria-orientation={isUpright ? 'vertical' : 'horizontal'}
      aria-controls={controls}
      aria-valuenow={Math.round(share)}
      aria-valuemin={0}
      aria-valuemax={100}
      tabIndex={0}
      onKeyDown={(event) => {
        const next = shareAfterKey(isUpright ? event.key : (SIDEWAYS[event.key] ?? event.key), share)
        if (next === undefined) return
        event.preventDefault()
        onMove(next)
      }}
      onPointerDown={(event) => {
        // Text must not be selected on the way.
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) onMove(shareUnder(event))
      }}
      onDoubleClick={() => onMove(SPLIT_USUAL)}
      style={style}
      className={classNames(
        'z-10 touch-none bg-line transition-colors before:absolute hover:bg-accent focus-visible:bg-accent active:bg-accent',
        isUpright
          ? 'w-px cursor-col-resize before:inset-y-0 before:-inset-x-1.5'
          : 'h-px cursor-row-resize before:inset-x-0 before:-inset-y-1.5',
        className,
      )}
    />
  )
}
