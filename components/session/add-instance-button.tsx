'use client'

import { Plus } from 'lucide-react'
import { useId } from 'react'
import { Button, type ButtonProps } from '../ui/button.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { useSession, useSessionClient } from './session-provider.tsx'

/** Starts the session too when there is none. Its name on the page is a contract with tests. */
export function AddInstanceButton({ variant, size }: Pick<ButtonProps, 'variant' | 'size'>) {
  const client = useSessionClient()
  const isAdding = useSession((state) => state.isAdding)
  const reason = useSession(({ phase }) => {
    if (phase.status === 'loading') return 'Looking for your session …'
    if (phase.status !== 'open') return undefined
    const { instances, maxInstances } = phase.session
    if (instances.length < maxInstances) return undefined
    return `You have all ${maxInstances} instances. Delete one to add another.`
  })
  const reasonId = useId()
  const isDisabled = isAdding || reason !== undefined
  return (
    <>
      <Button
        variant={variant}
        size={size}
        aria-disabled={isDisabled}
        aria-describedby={reason === undefined ? undefined : reasonId}
        title={reason}
        onClick={() => {
          if (!isDisabled) void client.addInstance()
        }}
      >
        {isAdding ? <Spinner className="size-4" /> : <Plus aria-hidden className="size-4" />}
        Add New Instance
      </Button>
      {reason !== undefined && (
        <span id={reasonId} className="sr-only">
          {reason}
        </span>
      )}
    </>
  )
}
