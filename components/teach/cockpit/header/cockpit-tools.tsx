'use client'

import Link from 'next/link'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { workshopPath } from '../../teach-api.ts'
import { useCockpit, useCockpitClient } from '../cockpit-provider.tsx'
import { ExtendDialog } from '../dialogs/extend-dialog.tsx'
import { EyesFrontDialog } from '../dialogs/eyes-front-dialog.tsx'
import { MessageDialog } from '../dialogs/message-dialog.tsx'
import { OfferDialog } from '../dialogs/offer-dialog.tsx'
import { QuestionDialog } from '../dialogs/question-dialog.tsx'
import { TimerDialog } from '../dialogs/timer-dialog.tsx'
import { CockpitMenu } from './cockpit-menu.tsx'

const DIALOGS = {
  message: 'Message',
  offer: 'Command',
  question: 'Question',
  timer: 'Timer',
} as const
type DialogName = keyof typeof DIALOGS | 'eyes-front' | 'extend'

const LINK =
  'inline-flex h-8 items-center rounded-md px-2 text-sm font-medium text-ink-muted hover:bg-sunken hover:text-ink'
const ALL = { to: null, name: null }

/** What an instructor does with the whole class. */
export function CockpitTools() {
  const client = useCockpitClient()
  const isOver = useCockpit(({ workshop }) => workshop?.phase === 'ended')
  const isEyesFront = useCockpit((state) => state.room?.eyesFront != null)
  const [open, setOpen] = useState<DialogName | null>(null)
  const dialog = (name: DialogName) => ({ isOpen: open === name, onClose: () => setOpen(null) })
  const path = workshopPath(client.workshop)
  return (
    <div role="group" aria-label="Class" className="flex flex-wrap items-center gap-2">
      {!isOver && (
        <>
          {Object.entries(DIALOGS).map(([name, label]) => (
            <Button key={name} aria-haspopup="dialog" onClick={() => setOpen(name as DialogName)}>
              {label}
            </Button>
          ))}
          <Button
            aria-pressed={isEyesFront}
            variant={isEyesFront ? 'primary' : 'plain'}
            title={isEyesFront ? 'End it: the note goes away' : 'Ask all to look up'}
            onClick={() => {
              if (isEyesFront) void client.tell({ type: 'eyes-front', text: null })
              else setOpen('eyes-front')
            }}
          >
            Eyes front
          </Button>
        </>
      )}
      {/* Also the way back when it was ended by mistake. */}
      <Button aria-haspopup="dialog" onClick={() => setOpen('extend')}>
        Extend
      </Button>
      {!isOver && (
        <ConfirmDialog
          title="End the workshop?"
          description="All sessions end at once, with everything in their instances. The report stays."
          confirmLabel="End it for all"
          cancelLabel="Go on"
          onConfirm={() => void client.tell({ type: 'end-workshop' })}
        >
          <Button>End workshop</Button>
        </ConfirmDialog>
      )}
      <Link href={`${path}/report`} prefetch={false} className={LINK}>
        Report
      </Link>
      <Link href={`${path}/present`} prefetch={false} className={LINK}>
        Presenter view
      </Link>
      <CockpitMenu />
      <MessageDialog kind="message" {...ALL} {...dialog('message')} />
      <OfferDialog {...ALL} {...dialog('offer')} />
      <QuestionDialog {...dialog('question')} />
      <TimerDialog {...dialog('timer')} />
      <EyesFrontDialog {...dialog('eyes-front')} />
      <ExtendDialog {...ALL} {...dialog('extend')} />
    </div>
  )
}
