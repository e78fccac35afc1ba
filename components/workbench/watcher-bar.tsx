'use client'

import type { TerminalRef } from '../../server/protocol/ids.ts'
import { useSession, useSessionClient } from '../session/session-provider.tsx'
import { terminalKey } from '../session/terminal-ref.ts'
import { Button } from '../ui/button.tsx'

/** Says why a terminal does not fill its pane, and changes that. */
export function WatcherBar({ terminal: ref }: { terminal: TerminalRef }) {
  const client = useSessionClient()
  const isWatching = useSession((state) => state.presences[terminalKey(ref)]?.isDriving === false)
  return (
    // The region stays in the page: a screen reader says only what changes in one.
    <div role="status">
      {isWatching && (
        <div className="flex items-center justify-between gap-2 border-b border-line bg-sunken py-0.5 pr-1 pl-3 text-xs text-ink-muted">
          <span>
            Shown at the size of another tab.
            <span className="max-sm:hidden"> Typing takes over, too.</span>
          </span>
          <Button
            size="small"
            onClick={() => {
              client.terminals.get(ref)?.drive()
              client.focusTerminal(ref.instance)
            }}
          >
            Take over
          </Button>
        </div>
      )}
    </div>
  )
}
