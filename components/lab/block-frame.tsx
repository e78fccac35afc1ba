'use client'

import { Play } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { ChapterId, LabId } from '../../server/protocol/ids.ts'
import type { PublicBlock } from '../../server/protocol/lab.ts'
import { useSession, useSessionClient } from '../session/session-provider.tsx'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { BlockMessage } from './block-message.tsx'
import { chooseRunTarget } from './run-target.ts'

export function BlockFrame({
  block,
  lab,
  chapter,
  children,
}: {
  block: PublicBlock
  lab: LabId
  chapter: ChapterId
  children: ReactNode
}) {
  const client = useSessionClient()
  const target = useSession(useShallow((state) => chooseRunTarget(state, block.instance)))
  const username = useSession(({ phase }) => (phase.status === 'open' ? phase.session.username : undefined))
  const [isRefused, setRefused] = useState(false)
  const isOffline = target.status === 'offline'
  // A refusal is over once the block could run, and does not come back with the next break.
  if (isRefused && target.status === 'ready') setRefused(false)

  function run() {
    setRefused(target.status !== 'ready')
    if (target.status === 'ready')
      client.runBlock({ lab, chapter, block: block.id, instance: target.instance })
  }

  return (
    <div role="group" aria-label={block.isRunnable ? 'Command' : 'Code'} className="code-block">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">{children}</div>
        <div className="sticky top-1 flex shrink-0 items-center gap-1 p-1.5 print:hidden">
          {block.instance !== null && (
            <span className="px-1 font-mono text-xs text-ink-muted">{block.instance}</span>
          )}
          <CopyButton
            text={username === undefined ? block.code : block.code.replaceAll('{{username}}', username)}
            label="Copy"
            variant="quiet"
            size="small-icon"
          />
          {block.isRunnable && (
            <Button
              size="small"
              onClick={() => {
                if (!isOffline) run()
              }}
              aria-disabled={isOffline}
              title={isOffline ? target.reason : `Type this into ${block.instance ?? 'the terminal in use'}`}
              className="code-run"
            >
              <Play aria-hidden className="size-3 fill-current" />
              Run
            </Button>
          )}
        </div>
      </div>
      {block.isRunnable && <BlockMessage block={block.id} target={target} isRefused={isRefused} />}
    </div>
  )
}
