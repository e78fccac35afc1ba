'use client'

import type { Typing } from '../session/session-state.ts'
import { useSession, useSessionClient } from '../session/session-provider.tsx'
import { Button } from '../ui/button.tsx'
import type { TypingAttempt } from './use-typing.ts'

/** What became of it, next to its button. The region is always there, so that a change is announced. */
export function TypingMessage({
  typing,
  attempt: { target, isRefused },
}: {
  typing: Typing | undefined
  attempt: TypingAttempt
}) {
  const client = useSessionClient()
  const isAdding = useSession((state) => state.isAdding)
  const reason = target.status === 'ready' ? undefined : target.reason
  return (
    <div role="status" className="typing-message print:hidden">
      {isRefused && reason !== undefined ? (
        <div className="flex flex-wrap items-center justify-between gap-2">
          <span>{reason}</span>
          {target.status === 'missing' && (
            <Button
              variant="primary"
              size="small"
              aria-disabled={isAdding}
              onClick={() => {
                client.showPane('terminal')
                void client.addInstance()
              }}
            >
              Start an instance
            </Button>
          )}
        </div>
      ) : (
        <>
          {typing?.status === 'failed' && <div className="text-danger">{typing.message}</div>}
          {typing?.status === 'typed' && <div className="text-ink-muted">Typed into {typing.instance}.</div>}
        </>
      )}
    </div>
  )
}
