'use client'

import type { Joined } from '../../server/protocol/workshop.ts'
import { useNow } from '../ui/use-now.ts'
import { ArrivedHeading } from './arrived-heading.tsx'
import { afterJoining } from './class-words.ts'
import { OpenLabButton } from './open-lab-button.tsx'
import { PersonalLink } from './personal-link.tsx'

/** How often "has it started?" is looked at. */
const TICK_MS = 10_000

export function JoinedPlace({ joined, startsAt }: { joined: Joined; startsAt: number | null }) {
  const { name, status, personalUrl, path } = joined
  const now = useNow(TICK_MS)
  return (
    <div className="flex max-w-xl flex-col gap-5">
      <div>
        <ArrivedHeading>
          {status === 'seated' ? `You have joined, ${name}` : `You are on the waiting list, ${name}`}
        </ArrivedHeading>
        <p className="mt-1">{afterJoining(joined, { startsAt, now })}</p>
      </div>
      <PersonalLink url={personalUrl} />
      <OpenLabButton path={path} />
    </div>
  )
}
