'use client'

import { cloneElement, useState, type ReactElement } from 'react'
import type { ButtonProps } from './button.tsx'
import { ConfirmQuestion, type ConfirmQuestionProps } from './confirm-question.tsx'

/** Asks before something that cannot be undone. `children` is the button that asks. */
export function ConfirmDialog({
  children,
  onConfirm,
  ...question
}: Omit<ConfirmQuestionProps, 'isOpen' | 'onClose'> & { children: ReactElement<ButtonProps> }) {
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      {cloneElement(children, {
        'aria-haspopup': 'dialog',
        onClick: () => {
          if (children.props['aria-disabled'] !== true) setOpen(true)
        },
      })}
      <ConfirmQuestion
        {...question}
        isOpen={isOpen}
        onClose={close}
        onConfirm={() => {
          close()
          onConfirm()
        }}
      />
    </>
  )
}
