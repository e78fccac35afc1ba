'use client'

import { useSessionClient } from '../session/session-provider.tsx'
import type { BlockProps } from './block-frame.tsx'
import { whatBlockLacks } from './block-needs.ts'
import { useTyping, type TypingAttempt } from './use-typing.ts'
import { useVariableValues } from './use-variable-values.ts'

export function useRunBlock({ block, lab, chapter, described }: Omit<BlockProps, 'children'>): TypingAttempt {
  const client = useSessionClient()
  const values = useVariableValues()
  return useTyping({
    wanted: block.instance,
    obstacle: whatBlockLacks(block.code, { values, described }),
    type: (instance) => client.chapter.runBlock({ lab, chapter, block: block.id, instance }),
  })
}
