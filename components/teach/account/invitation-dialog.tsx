'use client'

import { formatMoment } from '../../session/format-moment.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { useNow } from '../../ui/use-now.ts'
import { ModalDialog } from '../../ui/modal-dialog.tsx'
import type { Invitation } from '../teach-api.ts'

const TICK_MS = 60_000

/** `invitation` null: closed. */
export function InvitationDialog({
  title,
  invitation,
  onClose,
}: {
  title: string
  invitation: Invitation | null
  onClose: () => void
}) {
  return (
    <ModalDialog
      isOpen={invitation !== null}
      onClose={onClose}
      label={title}
      className="m-auto w-[min(32rem,calc(100vw-2rem))] rounded-lg border"
    >
      {invitation !== null && (
        <div className="p-5">
          <h2 className="text-base font-semibold">{title}</h2>
          <p className="mt-2 text-sm text-ink-muted">
            Send this link to the one whom you invite, and to nobody else. It works once
            <Until expiresAt={invitation.expiresAt} />.
          </p>
          <div className="mt-3 flex items-center gap-2 rounded-md border border-line bg-sunken px-3 py-2">
            <code aria-label="Invitation link" className="min-w-0 flex-1 font-mono text-xs break-all">
              {invitation.url}
            </code>
            <CopyButton text={invitation.url} label="Copy link" isLabelVisible size="small" />
          </div>
          <div className="mt-5 flex justify-end">
            <Button onClick={onClose}>Close</Button>
          </div>
        </div>
      )}
    </ModalDialog>
  )
}

function Until({ expiresAt }: { expiresAt: number }) {
  const now = useNow(TICK_MS)
  return now === null ? null : <>, until {formatMoment(expiresAt, now)}</>
}
