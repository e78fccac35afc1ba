'use client'

import { Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { InstanceView } from '../../server/protocol/session.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { FailedInstance } from './failed-instance.tsx'
import { ReadyInstance } from './ready-instance.tsx'
import { useSessionClient } from './session-provider.tsx'
import { StartingInstance } from './starting-instance.tsx'
import { WallNotices } from './wall-notices.tsx'

export function InstanceCard({ instance }: { instance: InstanceView }) {
  return (
    <div className="flex items-start gap-3">
      <div className="min-w-0 flex-1">{body(instance)}</div>
      {instance.status !== 'removing' && <DeleteInstance instance={instance} />}
    </div>
  )
}

function body(instance: InstanceView): ReactNode {
  switch (instance.status) {
    case 'starting':
      return <StartingInstance instance={instance} />
    case 'ready':
      return (
        <>
          <ReadyInstance instance={instance} />
          <WallNotices instance={instance} />
        </>
      )
    case 'failed':
      return <FailedInstance instance={instance} />
    case 'removing':
      return (
        <p className="flex items-center gap-2 text-sm text-ink-muted">
          <Spinner className="size-4" />
          <span className="font-mono">{instance.name}</span> is being removed …
        </p>
      )
  }
}

function DeleteInstance({ instance: { name } }: { instance: InstanceView }) {
  const client = useSessionClient()
  return (
    <ConfirmDialog
      title={`Delete ${name}?`}
      description="Its containers, images and files are removed for good."
      confirmLabel={`Delete ${name}`}
      onConfirm={() => void client.deleteInstance(name)}
    >
      <Button variant="quiet" size="small-icon" aria-label={`Delete ${name}`} title={`Delete ${name}`}>
        <Trash2 aria-hidden className="size-4" />
      </Button>
    </ConfirmDialog>
  )
}
