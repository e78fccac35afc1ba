'use client'

import Link from 'next/link'
import { useEffect, useEffectEvent, useState } from 'react'
import type { SeatLinkView } from '../../server/protocol/seat-link.ts'
import { useAction } from '../session/use-action.ts'
import { Button } from '../ui/button.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { forgetLinkKey, useLinkKey } from '../ui/use-link-key.ts'
import { ArrivedHeading } from './arrived-heading.tsx'
import { enterSeat, lookUpSeat } from './join-api.ts'
import { heldWords } from './held-words.ts'

/** Asks before it puts this browser in the place of a personal link: somebody else may have sent the link. */
export function EnterSeat() {
  const key = useLinkKey()
  if (key === null) return <p role="status">Reading the link …</p>
  if (key === '') return <NoKey />
  return <Place key={key} seatKey={key} />
}

function NoKey() {
  return (
    <div role="alert">
      <p>This address is not complete: the key of the personal link is missing.</p>
      <p className="mt-2 text-ink-muted">
        Open the whole link again, or{' '}
        <Link href="/join" className="text-accent-strong underline underline-offset-4">
          join with the workshop’s code
        </Link>
        .
      </p>
    </div>
  )
}

function Place({ seatKey }: { seatKey: string }) {
  const looking = useAction()
  const [place, setPlace] = useState<SeatLinkView | null>(null)
  const lookUp = useEffectEvent(() => void looking.run(async () => setPlace(await lookUpSeat(seatKey))))
  useEffect(() => lookUp(), [])

  if (place) return <Continue place={place} seatKey={seatKey} />
  return (
    <div className="flex max-w-xl flex-col items-start gap-4">
      {looking.problem === null ? (
        <p role="status">Looking for the place …</p>
      ) : (
        <>
          <ProblemNote problem={looking.problem} />
          <Link href="/join" className="text-accent-strong underline underline-offset-4">
            Join with a code
          </Link>
        </>
      )}
    </div>
  )
}

function Continue({ place: { name, title, held }, seatKey }: { place: SeatLinkView; seatKey: string }) {
  const entering = useAction()
  async function enter() {
    await entering.run(async () => {
      const { path } = await enterSeat(seatKey, { isReplacing: held !== null })
      forgetLinkKey()
      // A page that is loaded anew knows nothing of who was here before.
      window.location.assign(path)
    })
  }
  return (
    <section aria-label="Your place" className="flex max-w-xl flex-col items-start gap-4">
      <ArrivedHeading>{`${name} in “${title}”`}</ArrivedHeading>
      {held && (
        <p role="status" className="rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
          {heldWords(held)}
        </p>
      )}
      <p className="text-sm text-ink-muted">
        Go on only if this is you: what is done here counts as done by {name}, and instructors see it so.
      </p>
      <ProblemNote problem={entering.problem} />
      <Button variant="primary" size="large" aria-disabled={entering.isBusy} onClick={() => void enter()}>
        {held?.kind === 'seat' ? `Change to ${name}` : `Continue as ${name}`}
      </Button>
    </section>
  )
}
