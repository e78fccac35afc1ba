'use client'

import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { TerminalUi } from './terminal-ui.ts'

/** Time to read a sentence, twice. */
const SHOWN_MS = 8_000

/** The region stays in the page: a screen reader says only what changes in one. */
export function TerminalNotice({ ui }: { ui: TerminalUi }) {
  const notice = useStore(ui, (state) => state.notice)

  useEffect(() => {
    if (notice === null) return
    const timer = setTimeout(() => ui.setState({ notice: null }), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [notice, ui])

  return (
    <div role="status" className="pointer-events-none absolute inset-x-3 bottom-3 z-20 flex justify-center">
      {notice !== null && (
        <p className="rounded-md border border-line bg-surface px-3 py-2 text-sm shadow-lift">{notice}</p>
      )}
    </div>
  )
}
