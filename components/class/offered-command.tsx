'use client'

import type { ClassNote } from '../../server/protocol/class.ts'
import { TypingButton } from '../lab/typing-button.tsx'
import { TypingMessage } from '../lab/typing-message.tsx'
import { useTyping } from '../lab/use-typing.ts'
import { useSession, useSessionClient } from '../session/session-provider.tsx'
import { CopyButton } from '../ui/copy-button.tsx'

/** Nothing is typed without a click of the participant's. */
export function OfferedCommand({ note, command }: { note: ClassNote; command: string }) {
  const client = useSessionClient()
  const typing = useSession((state) => state.offers[note.id])
  const attempt = useTyping({
    wanted: null,
    type: (instance) => client.workshop.runOffer(note, instance),
  })
  return (
    <div role="group" aria-label="Command" className="mt-1.5 rounded-md border border-line bg-sunken">
      <div className="flex items-start gap-1">
        {/* A long line scrolls by itself, also by keyboard. */}
        <pre
          tabIndex={0}
          role="group"
          aria-label="Text of the command"
          className="max-h-32 min-w-0 flex-1 overflow-auto px-2.5 py-2 font-mono text-xs leading-5"
        >
          <code>{command}</code>
        </pre>
        <div className="flex shrink-0 items-center gap-1 p-1">
          <CopyButton text={command} label="Copy" variant="quiet" size="small-icon" />
          <TypingButton attempt={attempt} label="Run" title="Type this into the terminal in use" />
        </div>
      </div>
      <div className="px-2.5">
        <TypingMessage typing={typing} attempt={attempt} />
      </div>
    </div>
  )
}
