'use client'

import { useState } from 'react'
import type { z } from 'zod'
import { classCommandSchema } from '../../../../server/protocol/cockpit.ts'
import { useAction } from '../../../session/use-action.ts'
import { useCockpitClient } from '../cockpit-provider.tsx'
import { commandProblem } from './command-problem.ts'

/** A command as a form has it: not yet found to be one. */
export type DraftCommand = z.input<typeof classCommandSchema>

export interface ClassCommandForm {
  isBusy: boolean
  problem: string | null
  /** `onSent`: it was accepted. */
  send(draft: DraftCommand, onSent: () => void): void
}

/** Sends what a form says, once it can be sent. */
export function useClassCommand(): ClassCommandForm {
  const client = useCockpitClient()
  const action = useAction()
  const [found, setFound] = useState<string | null>(null)
  return {
    isBusy: action.isBusy,
    problem: found ?? action.problem,
    send(draft, onSent) {
      const result = classCommandSchema.safeParse(draft)
      setFound(result.success ? null : commandProblem(result.error.issues[0]?.path ?? []))
      if (!result.success) return
      void action
        .run(() => client.command(result.data))
        .then((isSent) => {
          if (isSent) onSent()
        })
    },
  }
}
