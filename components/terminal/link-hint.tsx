'use client'

import { useStore } from 'zustand'
import { keyLabels } from './key-labels.ts'
import type { TerminalUi } from './terminal-ui.ts'

/** Below the pointer, or above it in the lower half of the window. */
const DISTANCE_PX = 18

/** Where a link really leads, whatever its text says. */
export function LinkHint({ ui }: { ui: TerminalUi }) {
  const link = useStore(ui, (state) => state.hoveredLink)
  if (link === null) return null
  const isBelow = link.y < window.innerHeight / 2
  return (
    <div
      role="tooltip"
      className="pointer-events-none fixed z-30 max-w-md rounded border border-line bg-surface px-2 py-1 text-xs shadow-lift"
      style={{
        left: `clamp(0.25rem, ${link.x}px, calc(100vw - 28.5rem))`,
        ...(isBelow ? { top: link.y + DISTANCE_PX } : { bottom: window.innerHeight - link.y + DISTANCE_PX }),
      }}
    >
      <span className="line-clamp-3 font-mono break-all">{link.address}</span>
      <span className="text-ink-muted">{keyLabels().openLink} opens it</span>
    </div>
  )
}
