'use client'

import { useId, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { ModalDialog } from './modal-dialog.tsx'

export interface ConfirmQuestionProps {
  isOpen: boolean
  title: string
  description: ReactNode
  confirmLabel: string
  cancelLabel?: string
  onConfirm: () => void
  /** It was cancelled. */
  onClose: () => void
}

/** Asks before something that cannot be undone. */
export function ConfirmQuestion({
  isOpen,
  title,
  description,
  confirmLabel,
  cancelLabel = 'Keep it',
  onConfirm,
  onClose,
}: ConfirmQuestionProps) {
  const titleId = useId()
  const descriptionId = useId()
  return (
    <ModalDialog
      isOpen={isOpen}
      onClose={onClose}
      role="alertdialog"
      labelledBy={titleId}
      describedBy={descriptionId}
      className="m-auto w-[min(26rem,calc(100vw-2rem))] rounded-lg border"
    >
      <div className="p-5">
        <h2 id={titleId} className="text-base font-semibold">
          {title}
        </h2>
        <p id={descriptionId} className="mt-2 text-sm text-ink-muted">
          {description}
        </p>
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{cancelLabel}</Button>
          <Button variant="danger" onClick={onConfirm}>
            {confirmLabel}
          </Button>
        </div>
      </div>
    </ModalDialog>
  )
}
