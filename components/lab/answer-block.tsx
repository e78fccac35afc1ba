'use client'

import { useSession } from '../session/session-provider.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import type { BlockProps } from './block-frame.tsx'
import { TypingButton } from './typing-button.tsx'
import { TypingMessage } from './typing-message.tsx'
import { useRunBlock } from './use-run-block.ts'
import { useVariableValues } from './use-variable-values.ts'
import { fillIn } from '../../server/protocol/variables.ts'

/** A line for a program that asks. Passwords are shown: they are the lab's own accounts. */
export function AnswerBlock({ children, ...props }: BlockProps) {
  const { block } = props
  const values = useVariableValues()
  const attempt = useRunBlock(props)
  const typing = useSession((state) => state.blocks[block.id])
  return (
    <div role="group" aria-label="Answer" className="answer-block">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="text-ink-muted">When it asks, answer:</span>
        <code>{children}</code>
        <span className="ml-auto flex items-center gap-1 print:hidden">
          <CopyButton text={fillIn(block.code, values)} label="Copy" variant="quiet" size="small-icon" />
          <TypingButton
            attempt={attempt}
            label="Type answer"
            title={`Type this and press Enter in ${block.instance ?? 'the terminal in use'}`}
          />
        </span>
      </div>
      <TypingMessage typing={typing} attempt={attempt} />
    </div>
  )
}
