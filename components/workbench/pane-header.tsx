'use client'

import { X } from 'lucide-react'
import { classNames } from '../ui/class-names.ts'

/** Tells the panes of a split apart. */
export function PaneHeader({
  name,
  isInUse,
  onClose,
}: {
  name: string
  isInUse: boolean
  /** Undefined: it is always there. */
  onClose: (() => void) | undefined
}) {
  return (
    <div
      className={classNames(
        'flex h-6 shrink-0 items-center justify-between border-b border-line pl-3 text-xs',
        isInUse ? 'bg-accent-soft text-ink' : 'bg-sunken text-ink-muted',
      )}
    >
      <span className="truncate">{name}</span>
      {onClose && (
        <button
          type="button"
          aria-label={`Close ${name}`}
          title={`Close ${name}`}
          onClick={onClose}
          className="grid size-6 shrink-0 cursor-pointer place-items-center rounded text-ink-muted hover:text-ink focus-visible:-outline-offset-2"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </div>
  )
}
