'use client'

import { BookOpen, SquareTerminal } from 'lucide-react'
import { useSession, useSessionClient } from './session/session-provider.tsx'
import { classNames } from './ui/class-names.ts'

const PANES = [
  { pane: 'chapter', label: 'Chapter', Icon: BookOpen },
  { pane: 'terminal', label: 'Terminal', Icon: SquareTerminal },
] as const

/** For narrow screens, which show one half at a time. */
export function PaneSwitch() {
  const client = useSessionClient()
  const shown = useSession((state) => state.pane)
  return (
    <nav aria-label="What is shown" className="flex border-t border-line bg-surface lg:hidden print:hidden">
      {PANES.map(({ pane, label, Icon }) => (
        <button
          key={pane}
          type="button"
          aria-pressed={shown === pane}
          onClick={() => client.showPane(pane)}
          className={classNames(
            'flex h-12 flex-1 cursor-pointer items-center justify-center gap-2 border-t-2 text-sm font-medium focus-visible:-outline-offset-2',
            shown === pane ? 'border-accent text-ink' : 'border-transparent text-ink-muted',
          )}
        >
          <Icon aria-hidden className="size-4" />
          {label}
        </button>
      ))}
    </nav>
  )
}
