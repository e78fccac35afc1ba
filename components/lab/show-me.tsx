'use client'

import { useSession, useSessionClient } from '../session/session-provider.tsx'
import type { CheckPlace } from './check-marker.tsx'
import { TypingButton } from './typing-button.tsx'
import { TypingMessage } from './typing-message.tsx'
import { useTyping } from './use-typing.ts'

/** Has the solution of a check typed into the terminal of its instance, for those who would rather see it. */
export function ShowMe({ lab, chapter, check, on }: CheckPlace) {
  const client = useSessionClient()
  const typing = useSession((state) => state.solutions[check])
  const attempt = useTyping({
    wanted: on,
    type: (instance) => client.chapter.showSolution({ lab, chapter, check, instance }),
  })
  return (
    <div className="show-me print:hidden">
      <TypingButton
        attempt={attempt}
        variant="quiet"
        label="Show me"
        title={`Type the solution into the terminal of ${on}`}
      />
      <TypingMessage typing={typing} attempt={attempt} />
    </div>
  )
}
