'use client'

import { Menu, X } from 'lucide-react'
import { useId, useState } from 'react'
import { ChapterList } from './lab/chapter-list.tsx'
import type { LabSummary } from './lab/chapter-summary.ts'
import { Button } from './ui/button.tsx'
import { ModalDialog } from './ui/modal-dialog.tsx'

/** The chapter list where there is no room for it beside the chapter. */
export function ChapterDrawer({ lab, current }: { lab: LabSummary; current: string }) {
  const [isOpen, setOpen] = useState(false)
  const titleId = useId()
  const close = () => setOpen(false)
  return (
    <>
      <Button
        variant="quiet"
        size="icon"
        className="xl:hidden"
        aria-label="Chapters"
        aria-haspopup="dialog"
        title="Chapters"
        onClick={() => setOpen(true)}
      >
        <Menu aria-hidden className="size-4" />
      </Button>
      <ModalDialog
        isOpen={isOpen}
        onClose={close}
        labelledBy={titleId}
        className="m-0 h-dvh max-h-none w-[min(20rem,85vw)] border-r"
      >
        <div className="flex h-full flex-col">
          <div className="flex h-12 shrink-0 items-center justify-between border-b border-line px-3">
            <h2 id={titleId} className="truncate text-sm font-semibold">
              {lab.title}
            </h2>
            <Button variant="quiet" size="icon" aria-label="Close the chapter list" onClick={close}>
              <X aria-hidden className="size-4" />
            </Button>
          </div>
          <nav aria-label="Chapters" className="min-h-0 flex-1 overflow-y-auto p-3">
            <ChapterList lab={lab} current={current} onChoose={close} />
          </nav>
        </div>
      </ModalDialog>
    </>
  )
}
