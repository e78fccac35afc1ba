'use client'

import { Ellipsis } from 'lucide-react'
import { useId, useState } from 'react'
import type { ChapterId, LabId, StepId } from '../../server/protocol/ids.ts'
import { isUnderWay } from '../session/chapter-client.ts'
import { useSession, useSessionClient } from '../session/session-provider.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { CatchUpProgress } from './catch-up-progress.tsx'

/** Where a step is. */
export interface StepPlace {
  lab: LabId
  chapter: ChapterId
  step: StepId
}

/** Ways to the beginning of a step, for who joins late or has broken something; closed until asked for. */
export function StepTools({ place, title }: { place: StepPlace; title: string }) {
  const [isOpen, setOpen] = useState(false)
  const panelId = useId()
  const label = `Start over from “${title}”`
  return (
    <div className="step-tools print:hidden">
      <Button
        variant="quiet"
        size="small-icon"
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={panelId}
        title="Catch up, or reset"
        onClick={() => setOpen(!isOpen)}
      >
        <Ellipsis aria-hidden className="size-4" />
      </Button>
      <div id={panelId}>{isOpen && <Ways {...place} />}</div>
      <CatchUpProgress {...place} />
    </div>
  )
}

function Ways(place: StepPlace) {
  const client = useSessionClient()
  const isBusy = useSession(({ catchUp }) => catchUp !== null && isUnderWay(catchUp))
  const state = {
    size: 'small' as const,
    'aria-disabled': isBusy,
    title: isBusy ? 'Instances are being prepared already.' : undefined,
  }
  return (
    <div className="step-ways">
      <Button
        {...state}
        onClick={() => {
          if (!isBusy) void client.chapter.catchUp('catch-up', place)
        }}
      >
        Catch up to here
      </Button>
      <ConfirmDialog
        title="Reset this step?"
        description="Your instances are replaced by fresh ones: everything that was made in them is lost. Then the steps before this one are played again."
        confirmLabel="Reset this step"
        onConfirm={() => void client.chapter.catchUp('reset', place)}
      >
        <Button {...state}>Reset this step</Button>
      </ConfirmDialog>
      <p className="basis-full text-xs text-ink-muted">
        Catching up plays the solutions of the steps before this one in your instance, and starts one if you
        have none. A reset does so in fresh instances.
      </p>
    </div>
  )
}
