'use client'

import { useId, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { ModalDialog } from '../../../ui/modal-dialog.tsx'
import { QrCode } from '../../../ui/qr-code.tsx'
import { useCockpit } from '../cockpit-provider.tsx'

/** How participants get in; large enough for the last row. */
export function JoinCode() {
  const labelId = useId()
  const code = useCockpit((state) => state.workshop?.joinCode ?? '')
  const url = useCockpit((state) => state.workshop?.joinUrl ?? '')
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="flex items-center gap-2">
      <span id={labelId} className="text-sm text-ink-muted">
        Join code
      </span>
      <output
        aria-labelledby={labelId}
        className="font-mono text-2xl font-semibold tracking-wide whitespace-nowrap"
      >
        {code}
      </output>
      <CopyButton text={url} label="Copy join link" size="small-icon" variant="quiet" />
      <Button size="small" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Join
      </Button>
      <ModalDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        label="Join"
        className="m-auto w-[min(72rem,calc(100vw-2rem))] rounded-lg border"
      >
        <div className="flex flex-col items-center gap-6 p-8 text-center">
          <p className="text-xl text-ink-muted">
            Scan this, or open the address, and type the code if it asks:
          </p>
          <p className="text-2xl font-medium break-all sm:text-4xl">{url}</p>
          <p className="font-mono text-[clamp(3rem,11vw,9rem)] leading-none font-bold tracking-wide whitespace-nowrap">
            {code}
          </p>
          {isOpen && (
            <QrCode
              text={url}
              label="QR code of the address"
              className="size-[min(20rem,70vw,45vh)] rounded-md"
            />
          )}
          <div className="flex gap-2">
            <CopyButton text={url} label="Copy link" isLabelVisible />
            <Button onClick={() => setOpen(false)}>Close</Button>
          </div>
        </div>
      </ModalDialog>
    </div>
  )
}
