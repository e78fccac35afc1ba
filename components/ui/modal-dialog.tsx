'use client'

import { useEffect, useRef, type ReactNode } from 'react'
import { classNames } from './class-names.ts'

export interface ModalDialogProps {
  isOpen: boolean
  /** Escape, or a click beside it. */
  onClose: () => void
  role?: 'dialog' | 'alertdialog'
  /** Id of its title; or `label`. */
  labelledBy?: string
  describedBy?: string
  label?: string
  className?: string
  children: ReactNode
}

/**
 * Lies over the page, which cannot be used while it is open. The browser's own element: it keeps the keyboard inside
 * and gives it back, and costs the page nothing.
 */
export function ModalDialog({
  isOpen,
  onClose,
  role,
  labelledBy,
  describedBy,
  label,
  className,
  children,
}: ModalDialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  /** The pointer went down beside it: text that is selected may end there, too. */
  const isBeside = useRef(false)

  useEffect(() => {
    const dialog = ref.current!
    if (isOpen && !dialog.open) dialog.showModal()
    if (!isOpen && dialog.open) dialog.close()
  }, [isOpen])

  return (
    <dialog
      ref={ref}
      role={role}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      aria-label={label}
      // React lets a dialog's end bubble to the dialog that it lies over.
      onClose={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
      // What is inside has elements of its own under the pointer.
      onPointerDown={(event) => (isBeside.current = event.target === event.currentTarget)}
      onClick={(event) => {
        if (isBeside.current && event.target === event.currentTarget) onClose()
      }}
      className={classNames('border-line bg-surface p-0 text-ink shadow-lift backdrop:bg-scrim', className)}
    >
      {isOpen && children}
    </dialog>
  )
}
