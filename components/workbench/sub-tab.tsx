'use client'

import { FileText, X } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { useEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react'
import { classNames } from '../ui/class-names.ts'
import { useTabDrag } from './use-tab-drag.ts'

const MIDDLE_BUTTON = 1

export interface SubTabItem {
  id: string
  kind: 'terminals' | 'file'
  label: string
  /** More than the label has room for, and what the tab is called by screen readers. */
  title: string
  isActive: boolean
  isDirty: boolean
  /** Undefined: it cannot be renamed. */
  onRename: (() => void) | undefined
  /** Undefined: it is always there. */
  onClose: (() => void) | undefined
  /** To the right, or to the left when negative. */
  onMove: (steps: number) => void
}

/** `onDrop`: another tab was dropped here, which was at that place. */
export function SubTab({
  item: { id, kind, label, title, isActive, isDirty, onRename, onClose, onMove },
  group,
  index,
  onDrop,
}: {
  item: SubTabItem
  group: string
  index: number
  onDrop: (from: number) => void
}) {
  const ref = useRef<HTMLButtonElement>(null)
  const [isDropTarget, dragHandlers] = useTabDrag({ group, index, onDrop })

  useEffect(() => {
    if (isActive) ref.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [isActive, index])

  function handleKey(event: KeyboardEvent) {
    const isMove = event.ctrlKey && event.shiftKey
    if (event.key === 'F2' && onRename) onRename()
    else if (event.key === 'Delete' && onClose) onClose()
    else if (event.key === 'ArrowLeft' && isMove) onMove(-1)
    else if (event.key === 'ArrowRight' && isMove) onMove(1)
    else return
    event.preventDefault()
  }

  return (
    <Tabs.Trigger
      ref={ref}
      value={id}
      title={title}
      aria-label={isDirty ? `${title}, not saved` : title}
      aria-keyshortcuts="F2 Delete Control+Shift+ArrowLeft Control+Shift+ArrowRight"
      {...dragHandlers}
      onKeyDown={handleKey}
      onDoubleClick={onRename}
      onAuxClick={(event) => {
        if (event.button === MIDDLE_BUTTON) onClose?.()
      }}
      className={classNames(
        'group flex h-8 max-w-48 cursor-pointer items-center gap-1.5 border-b-2 border-transparent pl-2.5 text-xs',
        'text-ink-muted hover:text-ink focus-visible:-outline-offset-2',
        'data-[state=active]:border-accent data-[state=active]:text-ink',
        isDropTarget ? 'bg-accent-soft' : '',
        // Wide enough for the name that a terminal has by itself.
        onClose ? 'min-w-28 pr-1' : 'min-w-20 pr-2.5',
      )}
    >
      {kind === 'file' && <FileText aria-hidden className="size-3.5 shrink-0" />}
      <span className="flex-1 truncate text-left">{label}</span>
      {isDirty && <span aria-hidden>●</span>}
      {onClose && <CloseMark label={label} onClose={onClose} />}
    </Tabs.Trigger>
  )
}

/** For the pointer only: a tab has no parts for the keyboard, which has Delete, and screen readers have the menu. */
function CloseMark({ label, onClose }: { label: string; onClose: () => void }) {
  const keep = (event: MouseEvent) => {
    // The tab must not come into view by being closed.
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <span
      aria-hidden
      data-close
      title={`Close ${label}`}
      onMouseDown={keep}
      onDoubleClick={keep}
      onClick={(event) => {
        keep(event)
        onClose()
      }}
      className="grid size-6 shrink-0 place-items-center rounded opacity-60 group-hover:opacity-100 hover:bg-sunken"
    >
      <X className="size-3.5" />
    </span>
  )
}
