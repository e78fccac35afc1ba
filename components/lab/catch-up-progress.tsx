'use client'

import { CircleCheck, TriangleAlert } from 'lucide-react'
import { isUnderWay } from '../session/chapter-client.ts'
import { useSession } from '../session/session-provider.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { describeCatchUp } from './describe-catch-up.ts'
import type { StepPlace } from './step-tools.tsx'

/** How the way to a step goes, at that step. The region is always there, so that a change is announced. */
export function CatchUpProgress({ lab, chapter, step }: StepPlace) {
  const catchUp = useSession((state) => state.catchUp)
  const isHere = catchUp?.lab === lab && catchUp.chapter === chapter && catchUp.step === step
  return (
    <div role="status" className="catch-up" data-status={isHere ? catchUp.status : undefined}>
      {isHere && (
        <>
          {isUnderWay(catchUp) && <Spinner className="mt-0.5 size-4 shrink-0" />}
          {catchUp.status === 'done' && <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0" />}
          {catchUp.status === 'failed' && <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />}
          <span>{describeCatchUp(catchUp)}</span>
        </>
      )}
    </div>
  )
}
