'use client'

import { FastForward } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import type { Pace } from '../../server/protocol/class.ts'
import type { LabId } from '../../server/protocol/ids.ts'
import { chapterPath, INTRO_ID, type LabSummary } from '../lab/chapter-summary.ts'
import { useDoneChecks } from '../lab/use-done-checks.ts'
import { isUnderWay } from '../session/chapter-client.ts'
import { useSession, useSessionClient } from '../session/session-provider.tsx'
import { Button } from '../ui/button.tsx'
import { describePlace, isBehind } from './lab-steps.ts'
import { useLabSteps } from './use-lab-steps.ts'

/** Where the class is, and the way there. */
export function ClassPace({
  lab,
  pace,
  shownLab,
  mayCatchUp,
}: {
  lab: LabId
  pace: Pace
  shownLab: LabSummary
  /** Not without a seat: the steps are played in an instance. */
  mayCatchUp: boolean
}) {
  const { chapter, step } = pace
  const client = useSessionClient()
  const router = useRouter()
  const loaded = useLabSteps(lab)
  const done = useDoneChecks(lab, chapter)
  const isBusy = useSession(({ catchUp }) => catchUp !== null && isUnderWay(catchUp))
  const anchor = step === null || step === INTRO_ID ? '' : `#${encodeURIComponent(step)}`
  const path = `${chapterPath(lab, chapter)}${anchor}`
  // The page knows the titles of its own chapters before those of the steps have come.
  const steps = loaded ?? (shownLab.id === lab ? withoutSteps(shownLab) : undefined)

  function catchUp() {
    if (step === null || isBusy) return
    client.showPane('chapter')
    router.push(path)
    void client.chapter.catchUp('catch-up', { lab, chapter, step })
  }

  return (
    <>
      <Link
        href={path}
        prefetch={false}
        onClick={() => client.showPane('chapter')}
        className="min-w-0 text-accent-strong underline underline-offset-4 wrap-anywhere"
      >
        The class is at {describePlace(pace, steps)}
      </Link>
      {mayCatchUp && isBehind(pace, loaded, done) && (
        <Button
          size="small"
          aria-disabled={isBusy}
          title={
            isBusy
              ? 'Instances are being prepared already.'
              : 'Play the solutions of the steps before this one in your instance'
          }
          onClick={catchUp}
        >
          <FastForward aria-hidden className="size-3.5" />
          Catch up to the class
        </Button>
      )}
    </>
  )
}

function withoutSteps({ chapters }: LabSummary) {
  return { chapters: chapters.map(({ id, title }) => ({ id, title, steps: [] })) }
}
