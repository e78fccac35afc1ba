'use client'

import { useParams } from 'next/navigation'
import { useEffect, useEffectEvent, useState } from 'react'
import type { ClassView } from '../../server/protocol/class.ts'
import type { InvitationView, Joined } from '../../server/protocol/workshop.ts'
import { useAction } from '../session/use-action.ts'
import { CodeForm } from './code-form.tsx'
import { joinWorkshop, lookUpWorkshop, type FoundWorkshop } from './join-api.ts'
import { JoinedPlace } from './joined-place.tsx'
import { NameForm } from './name-form.tsx'
import { PresentSeat } from './present-seat.tsx'
import { usePresentSeat } from './use-present-seat.ts'

/** From a code to a place. What was typed stays, whatever the server says to it. */
export function JoinFlow() {
  const { code: linked = '' } = useParams<{ code?: string }>()
  const [code, setCode] = useState(linked)
  const [name, setName] = useState('')
  const [found, setFound] = useState<FoundWorkshop | null>(null)
  const [joined, setJoined] = useState<Joined | null>(null)
  const looking = useAction()
  const joining = useAction()
  const seat = usePresentSeat()

  function lookUp() {
    void looking.run(async () => setFound(await lookUpWorkshop(code)))
  }
  const lookUpLinked = useEffectEvent(lookUp)
  useEffect(() => {
    if (linked !== '') lookUpLinked()
  }, [linked])

  if (joined) return <JoinedPlace joined={joined} startsAt={found?.invitation.startsAt ?? null} />
  const isHere = seat !== null && found !== null && isSameWorkshop(seat, found.invitation)
  return (
    <div className="flex max-w-xl flex-col gap-6">
      {seat && <PresentSeat seat={seat} isLeft={found !== null && !isHere} />}
      {!found && <CodeForm code={code} onCode={setCode} action={looking} onSubmit={lookUp} />}
      {found && !isHere && (
        <NameForm
          invitation={found.invitation}
          name={name}
          onName={setName}
          action={joining}
          onSubmit={() => void joining.run(async () => setJoined(await joinWorkshop(found.code, name)))}
          onOtherCode={() => setFound(null)}
        />
      )}
    </div>
  )
}

/** Neither view names the workshop by an id: who has no place in it is not told any. */
function isSameWorkshop(seat: ClassView, invitation: InvitationView): boolean {
  return (
    seat.title === invitation.title && seat.startsAt === invitation.startsAt && seat.lab === invitation.lab
  )
}
