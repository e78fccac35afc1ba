'use client'

import { CircleCheck, CircleDashed } from 'lucide-react'
import { useSession } from '../session/session-provider.tsx'
import { useDoneChecks } from './use-done-checks.ts'

/** Whether a step is done, found out by the machine. The words are a contract with tests. */
export function CheckMarker({ lab, chapter, check }: { lab: string; chapter: string; check: string }) {
  const isDone = useDoneChecks(lab, chapter).has(check)
  const reason = useSession(({ checks }) => checks.find(({ id }) => id === check)?.reason)
  const Icon = isDone ? CircleCheck : CircleDashed
  return (
    <div role="status" className="check-marker" data-done={isDone}>
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="font-medium">{isDone ? 'done' : 'not done yet'}</span>
      {!isDone && reason !== undefined && <span className="text-ink-muted">{reason}</span>}
    </div>
  )
}
