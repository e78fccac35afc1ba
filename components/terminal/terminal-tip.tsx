'use client'

import { X } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { useRemembered } from '../ui/use-remembered.ts'
import { keyLabels } from './key-labels.ts'
import { putTipAway, TIP_STORAGE_KEY } from './tip-state.ts'

/** Shown until somebody has put it away, or has copied or pasted; once for a browser. Phones have none of these keys. */
export function TerminalTip() {
  const [state] = useRemembered(TIP_STORAGE_KEY, 'new')
  if (state !== 'new') return null
  const { copy, paste } = keyLabels()
  return (
    <div className="absolute right-5 bottom-3 z-10 flex max-sm:hidden pointer-coarse:hidden max-w-full items-center gap-2 rounded-md border border-line bg-surface py-1 pr-1 pl-3 text-xs text-ink-muted shadow-lift">
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
  )
}
