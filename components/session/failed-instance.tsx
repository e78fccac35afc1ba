'use client'

import { RotateCcw } from 'lucide-react'
import type { InstanceView } from '../../server/protocol/session.ts'
import { Button } from '../ui/button.tsx'
import { useSession, useSessionClient } from './session-provider.tsx'

/** One that did not start, or that has ended without its participant: why, and a click that puts a new one there. */
export function FailedInstance({ instance }: { instance: Extract<InstanceView, { status: 'failed' }> }) {
  const { name, code, message } = instance
  const client = useSessionClient()
  const isAdding = useSession((state) => state.isAdding)
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <p className="min-w-0 flex-1 basis-60 text-sm">
        <strong className="font-mono">{name}</strong>{' '}
        <span className="font-medium text-danger">
          {code === 'INSTANCE_ENDED' ? 'has ended.' : 'did not start.'}
        </span>{' '}
        {message}
      </p>
      <Button size="small" disabled={isAdding} onClick={() => void client.addInstance(name)}>
        <RotateCcw aria-hidden className="size-3.5" />
        Replace {name}
      </Button>
    </div>
  )
}
