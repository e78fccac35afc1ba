'use client'

import { X } from 'lucide-react'
import { useStore } from 'zustand'
import { Button } from '../ui/button.tsx'
import { useRemembered } from '../ui/use-remembered.ts'
import { keyLabels } from './key-labels.ts'
import type { TerminalUi } from './terminal-ui.ts'
import { putTipAway, TIP_STORAGE_KEY } from './tip-state.ts'

/** Shown until somebody has put it away, or has copied or pasted; once for a browser. Not on touch screens, which have none of these keys, nor where it would hide the prompt. */
export function TerminalTip({ ui }: { ui: TerminalUi }) {
  const [state] = useRemembered(TIP_STORAGE_KEY, 'new')
  const isFilled = useStore(ui, (shown) => shown.isFilled)
  if (state !== 'new' || isFilled) return null
  const { copy, paste } = keyLabels()
  return (
    <div className="@container pointer-events-none absolute inset-x-5 bottom-3 z-10 flex justify-end">
      <div className="pointer-events-auto hidden items-center gap-2 rounded-md border border-line bg-surface py-1 pr-1 pl-3 text-xs text-ink-muted shadow-lift @sm:flex pointer-coarse:hidden">
        <span>
          Copy with <kbd>{copy}</kbd>, paste with <kbd>{paste}</kbd>; right click for more.
        </span>
        <Button
          variant="quiet"
          size="small-icon"
          aria-label="Dismiss the tip"
          title="Dismiss the tip"
          onClick={putTipAway}
        >
          <X aria-hidden className="size-3.5" />
        </Button>
      </div>
    </div>
  )
}
