'use client'

import type { TerminalRef } from '../../server/protocol/ids.ts'
import { Eye } from 'lucide-react'
import { useSession } from '../session/session-provider.tsx'
import { terminalKey } from '../session/terminal-ref.ts'

/** How many others have the terminal open; nothing while nobody has. */
export function PresenceSign({ terminal }: { terminal: TerminalRef }) {
  const viewers = useSession((state) => state.presences[terminalKey(terminal)]?.viewers ?? 1)
  const others = viewers - 1
  if (others < 1) return null
  const words = others === 1 ? '1 other is watching' : `${others} others are watching`
  return (
    <span title={words} className="flex shrink-0 items-center gap-1 px-1.5 text-xs text-ink-muted">
      <Eye aria-hidden className="size-3.5" />
      <span aria-hidden>{others}</span>
      <span aria-hidden className="hidden @2xl:inline">
        watching
      </span>
      <span className="sr-only">{words}</span>
    </span>
  )
}
