'use client'

import { Hand } from 'lucide-react'
import type { ClassView } from '../../server/protocol/class.ts'
import { useSessionClient } from '../session/session-provider.tsx'
import { Button } from '../ui/button.tsx'

/** Works without a session, too: that it does not start may be what help is needed with. */
export function HandButton({ hand }: { hand: ClassView['hand'] }) {
  const client = useSessionClient()
  const isRaised = hand !== null
  return (
    <>
      {/* Always there, or a change in it is not read out. */}
      <span role="status" className="text-xs text-ink-muted">
        {hand && `You are number ${hand.position} to be helped`}
      </span>
      <Button
        size="small"
        variant={isRaised ? 'primary' : 'plain'}
        title={isRaised ? 'Take your hand down' : 'Ask the instructors for help'}
        onClick={() => void client.workshop.raiseHand(!isRaised)}
      >
        <Hand aria-hidden className="size-3.5" />
        {isRaised ? 'Lower hand' : 'Raise hand'}
      </Button>
    </>
  )
}
