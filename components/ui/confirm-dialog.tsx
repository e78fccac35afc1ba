'use client'

import { cloneElement, useId, useState, type ReactElement, type ReactNode } from 'react'
import { Button, type ButtonProps } from './button.tsx'
import { ModalDialog } from './modal-dialog.tsx'

/** Asks before something that cannot be undone. `children` is the button that asks. */
export function ConfirmDialog({
  children,
  title,
  description,
  confirmLabel,
  cancelLabel = 'Keep it',
  onConfirm,
}: {
  children: ReactElement<ButtonProps>
  title: string
  description: ReactNode
  confirmLabel: string
  cancelLabel?: string
  onConfirm: () => void
}) {
  const [isOpen, setOpen] = useState(false)
  const titleId = useId()
  const descriptionId = useId()
  const close = () => setOpen(false)
  return (
    <>
      {cloneElement(children, {
        'aria-haspopup': 'dialog',
        onClick: () => {
          if (children.props['aria-disabled'] !== true) setOpen(true)
        },
      })}
      <ModalDialog
        isOpen={isOpen}
        onClose={close}
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
            <Button onClick={close}>{cancelLabel}</Button>
            <Button
              variant="danger"
              onClick={() => {
                close()
                onConfirm()
              }}
            >
              {confirmLabel}
            </Button>
          </div>
        </div>
      </ModalDialog>
    </>
  )
}
