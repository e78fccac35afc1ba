'use client'

import type { BlockId } from '../../server/protocol/ids.ts'
import { useSession, useSessionClient } from '../session/session-provider.tsx'
import { Button } from '../ui/button.tsx'
import type { RunTarget } from './run-target.ts'

/** What became of running the block, next to it. The region is always there, so that a change is announced. */
export function BlockMessage({
  block,
  target,
  isRefused,
}: {
  block: BlockId
  target: RunTarget
  isRefused: boolean
}) {
  const client = useSessionClient()
  const run = useSession((state) => state.blocks[block])
  const isAdding = useSession((state) => state.isAdding)
  const reason = target.status === 'ready' ? undefined : target.reason
  return (
    <div role="status" className="text-xs [&>*]:border-t [&>*]:border-line [&>*]:px-3 [&>*]:py-1.5">
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
          {run?.status === 'failed' && <div className="text-danger">{run.message}</div>}
          {run?.status === 'ran' && <div className="text-ink-muted">Typed into {run.instance}.</div>}
        </>
      )}
    </div>
  )
}
