'use client'

import { useRef, type PointerEvent, type ReactNode } from 'react'
import { useRemembered } from './use-remembered.ts'
import { SplitBorder } from './split-border.tsx'
import { readShare, shareAt, SPLIT_USUAL } from './split-share.ts'

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

  function shareUnder({ clientX }: PointerEvent<HTMLElement>): number {
    const { left, width } = groupRef.current!.getBoundingClientRect()
    return shareAt(clientX - left, width)
  }

  return (
    <div ref={groupRef} className="split flex min-w-0 flex-1" style={{ '--split': `${share}%` } as object}>
      <div id={first.id} className="split-half min-w-0 shrink-0 grow-0 basis-(--split) overflow-hidden">
        {first.content}
      </div>
      <SplitBorder
        label={separatorLabel}
        controls={first.id}
        isUpright
        share={share}
        shareUnder={shareUnder}
        onMove={(next) => remember(String(next))}
        className="split-border relative shrink-0"
      />
      <div id={second.id} className="split-half min-w-0 flex-1 overflow-hidden">
        {second.content}
      </div>
    </div>
  )
}
