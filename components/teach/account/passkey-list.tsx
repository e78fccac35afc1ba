'use client'

import { Trash2 } from 'lucide-react'
import type { PasskeyView } from '../../../server/protocol/passkey.ts'
import { formatMoment } from '../../session/format-moment.ts'
import { ConfirmIconButton } from '../../ui/confirm-icon-button.tsx'
import { useNow } from '../../ui/use-now.ts'

const TICK_MS = 60_000

export function PasskeyList({
  passkeys,
  isBusy,
  onRemove,
}: {
  passkeys: PasskeyView[]
  isBusy: boolean
  onRemove: (passkey: PasskeyView) => void
}) {
  if (passkeys.length === 0) return <p className="text-sm">You have none yet.</p>
  return (
    <ul aria-label="Your passkeys" className="divide-y divide-line rounded-md border border-line">
      {passkeys.map((passkey) => (
        <li key={passkey.id} className="flex items-center gap-2 px-3 py-2">
          <div className="min-w-0 flex-1">
            <p className="text-sm font-medium wrap-anywhere">{passkey.name}</p>
            <Times {...passkey} />
          </div>
          <ConfirmIconButton
            icon={Trash2}
            label={`Remove ${passkey.name}`}
            hint="Remove"
            isBusy={isBusy}
            title={`Remove “${passkey.name}”?`}
            description="It signs you in no more, and all your other browsers are signed out. Remove it from the device or password manager that keeps it, too."
            confirmLabel="Remove passkey"
            onConfirm={() => onRemove(passkey)}
          />
        </li>
      ))}
    </ul>
  )
}

function Times({ createdAt, lastUsedAt }: PasskeyView) {
  const now = useNow(TICK_MS)
  if (now === null) return null
  return (
    <p className="text-xs text-ink-muted">
      Added {formatMoment(createdAt, now)}
      {lastUsedAt === null ? ', not used yet' : `, last used ${formatMoment(lastUsedAt, now)}`}
    </p>
  )
}
