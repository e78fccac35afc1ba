'use client'

import { CircleCheck, CircleDashed } from 'lucide-react'
import { type ReactNode } from 'react'
import type { ChapterId, CheckId, InstanceName, LabId } from '../../server/protocol/ids.ts'
import { useSession } from '../session/session-provider.tsx'
import { CheckHints } from './check-hints.tsx'
import { ShowMe } from './show-me.tsx'
import { useDoneChecks } from './use-done-checks.ts'

/** Where a check is shown. */
export interface CheckPlace {
  lab: LabId
  chapter: ChapterId
  check: CheckId
  /** The instance that its solution is typed into. */
  on: InstanceName
}

/** Whether a step is done, found out by the machine, and help until it is. The words are a contract with tests. */
export function CheckMarker({ hints, ...place }: CheckPlace & { hints: ReactNode[] }) {
  const { lab, chapter, check } = place
  const isDone = useDoneChecks(lab, chapter).has(check)
  const reason = useSession(({ checks }) => checks.find(({ id }) => id === check)?.reason)
  const Icon = isDone ? CircleCheck : CircleDashed
  return (
    <div className="check">
      <div role="status" className="check-marker" data-done={isDone}>
        <Icon aria-hidden className="size-4 shrink-0" />
        <span className="font-medium">{isDone ? 'done' : 'not done yet'}</span>
        {!isDone && reason !== undefined && <span className="text-ink-muted">{reason}</span>}
      </div>
      {!isDone && (
        <>
          <CheckHints {...place} hints={hints} />
          <ShowMe {...place} />
        </>
      )}
    </div>
  )
}
