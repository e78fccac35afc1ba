'use client'

import type { ReactNode } from 'react'
import type { ChapterId, LabId } from '../../server/protocol/ids.ts'
import type { PublicBlock } from '../../server/protocol/lab.ts'
import { useSession } from '../session/session-provider.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { TypingButton } from './typing-button.tsx'
import { TypingMessage } from './typing-message.tsx'
import { useRunBlock } from './use-run-block.ts'
import { useVariableValues } from './use-variable-values.ts'
import { fillIn } from '../../server/protocol/variables.ts'
import type { VariableDescription } from './variable-description.ts'

export interface BlockProps {
  block: PublicBlock
  lab: LabId
  chapter: ChapterId
  described: readonly VariableDescription[]
  /** Its code, highlighted. */
  children: ReactNode
}

export function BlockFrame({ children, ...props }: BlockProps) {
  const { block } = props
  const values = useVariableValues()
  const attempt = useRunBlock(props)
  const typing = useSession((state) => state.blocks[block.id])
  return (
    <div role="group" aria-label={block.isRunnable ? 'Command' : 'Code'} className="code-block">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          {children}
          {block.isMeantToFail && (
            <p className="meant-to-fail" title="The command ends with an error, and that is the point">
              fails on purpose
            </p>
          )}
        </div>
        <div className="sticky top-1 flex shrink-0 items-center gap-1 p-1.5 print:hidden">
          {block.instance !== null && (
            <span className="px-1 font-mono text-xs text-ink-muted">{block.instance}</span>
          )}
          <CopyButton text={fillIn(block.code, values)} label="Copy" variant="quiet" size="small-icon" />
          {block.isRunnable && (
            <TypingButton
              attempt={attempt}
              label="Run"
              title={`Type this into ${block.instance ?? 'the terminal in use'}`}
              className="code-run"
            />
          )}
        </div>
      </div>
      {block.isRunnable && <TypingMessage typing={typing} attempt={attempt} />}
    </div>
  )
}
