'use client'

import { useId, type ReactNode } from 'react'
import { classNames } from '../ui/class-names.ts'
import { ModalDialog } from '../ui/modal-dialog.tsx'

/** A form that lies over the page. `children`, a `FormBody` above all, begin anew with each opening. */
export function FormDialog({
  isOpen,
  title,
  isWide = false,
  onClose,
  children,
}: {
  isOpen: boolean
  title: string
  isWide?: boolean
  onClose: () => void
  children: ReactNode
}) {
  const titleId = useId()
  return (
    <ModalDialog
      isOpen={isOpen}
      onClose={onClose}
      labelledBy={titleId}
      className={classNames(
        'm-auto max-h-[calc(100dvh-2rem)] overflow-y-auto rounded-lg border',
        isWide ? 'w-[min(44rem,calc(100vw-2rem))]' : 'w-[min(28rem,calc(100vw-2rem))]',
      )}
    >
      <div className="p-5">
        <h2 id={titleId} className="text-base font-semibold">
          {title}
        </h2>
        {children}
      </div>
    </ModalDialog>
  )
}
