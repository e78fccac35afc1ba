'use client'

import { useId } from 'react'
import { Button } from '../ui/button.tsx'
import { ModalDialog } from '../ui/modal-dialog.tsx'
import { PersonalLink } from './personal-link.tsx'

/** For a browser that does not let pages copy. */
export function LinkDialog({ url, isOpen, onClose }: { url: string; isOpen: boolean; onClose: () => void }) {
  const titleId = useId()
  return (
    <ModalDialog
      isOpen={isOpen}
      onClose={onClose}
      labelledBy={titleId}
      className="m-auto w-[min(28rem,calc(100vw-2rem))] rounded-lg border"
    >
      <div className="flex flex-col gap-4 p-5">
        <h2 id={titleId} className="text-base font-semibold">
          The browser did not allow copying
        </h2>
        <PersonalLink url={url} />
        <Button className="self-end" onClick={onClose}>
          Close
        </Button>
      </div>
    </ModalDialog>
  )
}
