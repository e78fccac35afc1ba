'use client'

import { Hand } from 'lucide-react'
import type { ClassView } from '../../server/protocol/class.ts'
import { useSessionClient } from '../session/session-provider.tsx'
import { ClassButton } from './class-button.tsx'

export function HandButton({ hand }: { hand: ClassView['hand'] }) {
  const client = useSessionClient()
  const isRaised = hand !== null
  return (
    <>
      {/* Always there, or a change in it is not read out. */}
      <span role="status" className="text-xs text-ink-muted">
        {hand && `You are number ${hand.position}`}
      </span>
      <ClassButton
        variant={isRaised ? 'primary' : 'plain'}
        aria-pressed={isRaised}
        title={isRaised ? 'Take your hand down' : 'Ask the instructors for help'}
        onClick={() => client.workshop.raiseHand(!isRaised)}
      >
        <Hand aria-hidden className="size-3.5" />
        Raise hand
      </ClassButton>
    </>
  )
}
