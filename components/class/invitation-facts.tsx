'use client'

import type { InvitationView } from '../../server/protocol/workshop.ts'
import { describeTime } from '../ui/describe-time.ts'
import { ArrivedHeading } from './arrived-heading.tsx'
import { joinNames } from './join-names.ts'

const OWN_ACCOUNTS =
  'An account of your own at Docker Hub, and at other registries that the lab uses. What you push goes there.'

export function InvitationFacts({ invitation }: { invitation: InvitationView }) {
  const { title, teachers, hub, phase, freeSeats, waiting } = invitation
  const isComing = phase === 'scheduled' || phase === 'open'
  return (
    <div>
      <ArrivedHeading>{title}</ArrivedHeading>
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        {teachers.length > 0 && <Fact term="Taught by">{joinNames(teachers)}</Fact>}
        <Fact term="When">{describeTime(invitation)}</Fact>
        {isComing && <Fact term="Seats">{describeSeats(freeSeats, waiting)}</Fact>}
        {hub === 'live' && <Fact term="Bring">{OWN_ACCOUNTS}</Fact>}
      </dl>
    </div>
  )
}

function Fact({ term, children }: { term: string; children: string }) {
  return (
    <>
      <dt className="text-ink-muted">{term}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  )
}

function describeSeats(freeSeats: number, waiting: number): string {
  if (freeSeats > 0) return `${freeSeats} free`
  const before = waiting === 0 ? 'Nobody waits yet.' : `${waiting} waiting before you.`
  return `All are taken. ${before} If you join, you get in by yourself when one is free.`
}
