'use client'

import { useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { useRemembered } from './use-remembered.ts'
import { SPLIT_USUAL, readShare, shareAfterKey, shareAt } from './split-share.ts'

interface Half {
  id: string
  content: ReactNode
}

/** Two halves with a movable border; where it stood is remembered. */
export function Split({
  id,
  separatorLabel,
  first,
  second,
}: {
  id: string
  separatorLabel: string
  first: Half
  second: Half
}) {
  const groupRef = useRef<HTMLDivElement>(null)
  const [remembered, remember] = useRemembered(id, String(SPLIT_USUAL))
  const share = readShare(remembered)
  const set = (next: number) => remember(String(next))

  function follow(event: PointerEvent<HTMLElement>) {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const { left, width } = groupRef.current!.getBoundingClientRect()
    set(shareAt(event.clientX - left, width))
  }

  function press(event: KeyboardEvent) {
    const next = shareAfterKey(event.key, share)
    if (next === undefined) return
    event.preventDefault()
    set(next)
  }

  return (
    <div ref={groupRef} className="split flex min-w-0 flex-1" style={{ '--split': `${share}%` } as object}>
      <div id={first.id} className="split-half min-w-0 shrink-0 grow-0 basis-(--split) overflow-hidden">
        {first.content}
      </div>
      <div
        role="separator"
        aria-label={separatorLabel}
        aria-orientation="vertical"
        aria-controls={first.id}
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
        onDoubleClick={() => set(SPLIT_USUAL)}
        className="split-border relative z-10 w-px shrink-0 cursor-col-resize touch-none bg-line transition-colors before:absolute before:inset-y-0 before:-inset-x-1.5 hover:bg-accent focus-visible:bg-accent active:bg-accent"
      />
      <div id={second.id} className="split-half min-w-0 flex-1 overflow-hidden">
        {second.content}
      </div>
    </div>
  )
}
