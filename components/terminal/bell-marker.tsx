'use client'

import { Bell } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { TerminalUi } from './terminal-ui.ts'

const SHOWN_MS = 1_000

/** A ring is a short flash; for people who want no motion, a sign that stays a moment. */
export function BellMarker({ ui }: { ui: TerminalUi }) {
  const rings = useStore(ui, (state) => state.rings)
  const [shownRings, setShownRings] = useState(rings)

  useEffect(() => {
    if (rings === shownRings) return
    const timer = setTimeout(() => setShownRings(rings), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [rings, shownRings])

  if (rings === shownRings) return null
  return (
    <div key={rings} aria-hidden data-bell className="pointer-events-none absolute inset-0 z-10">
      <div className="terminal-flash absolute inset-0 motion-reduce:hidden" />
      <Bell className="absolute top-2 right-4 size-5 text-warn motion-safe:hidden" />
    </div>
  )
}
