'use client'

import { History, X } from 'lucide-react'
import { lazy, Suspense, useId, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { ModalDialog } from '../ui/modal-dialog.tsx'

/** Most people never ask. */
const TimelinePanel = lazy(async () => ({ default: (await import('./timeline-panel.tsx')).TimelinePanel }))

/** Opens the session's timeline. `isIcon`: where there is little room. */
export function TimelineButton({ isIcon = false }: { isIcon?: boolean }) {
  const [isOpen, setOpen] = useState(false)
  const titleId = useId()
  const close = () => setOpen(false)
  return (
    <>
      <Button
        variant={isIcon ? 'quiet' : 'plain'}
        size={isIcon ? 'small-icon' : 'medium'}
        aria-label={isIcon ? 'What happened' : undefined}
        aria-haspopup="dialog"
        title={isIcon ? 'What happened in this session' : undefined}
        onClick={() => setOpen(true)}
      >
        <History aria-hidden className="size-4" />
        {!isIcon && 'What happened'}
      </Button>
      <ModalDialog
        isOpen={isOpen}
        onClose={close}
        labelledBy={titleId}
        className="mt-14 mr-3 ml-auto w-[min(30rem,calc(100vw-1.5rem))] rounded-lg border text-left"
      >
        <div className="flex max-h-[min(36rem,calc(100dvh-5rem))] flex-col">
          <div className="flex shrink-0 items-center justify-between border-b border-line py-2 pr-2 pl-4">
            <h2 id={titleId} className="text-sm font-semibold">
              What happened
            </h2>
            <Button variant="quiet" size="small-icon" aria-label="Close what happened" onClick={close}>
              <X aria-hidden className="size-4" />
            </Button>
          </div>
          {/* Scrolls by keyboard, too. */}
          <div tabIndex={0} role="group" aria-labelledby={titleId} className="min-h-0 overflow-y-auto p-4">
            <Suspense>
              <TimelinePanel />
            </Suspense>
          </div>
        </div>
      </ModalDialog>
    </>
  )
}
