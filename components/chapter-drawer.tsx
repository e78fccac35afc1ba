'use client'

import { Menu, X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useState } from 'react'
import { ChapterList } from './lab/chapter-list.tsx'
import type { LabSummary } from './lab/chapter-summary.ts'
import { Button } from './ui/button.tsx'

/** The chapter list where there is no room for it beside the chapter. */
export function ChapterDrawer({ lab, current }: { lab: LabSummary; current: string }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Dialog.Root open={isOpen} onOpenChange={setOpen}>
      <Dialog.Trigger asChild>
        <Button variant="quiet" size="icon" className="xl:hidden" aria-label="Chapters" title="Chapters">
          <Menu aria-hidden className="size-4" />
        </Button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-50 flex w-[min(20rem,85vw)] flex-col border-r border-line bg-surface shadow-lift"
        >
          <div className="flex h-12 items-center justify-between border-b border-line px-3">
            <Dialog.Title className="truncate text-sm font-semibold">{lab.title}</Dialog.Title>
            <Dialog.Close asChild>
              <Button variant="quiet" size="icon" aria-label="Close the chapter list">
                <X aria-hidden className="size-4" />
              </Button>
            </Dialog.Close>
          </div>
          <nav aria-label="Chapters" className="min-h-0 flex-1 overflow-y-auto p-3">
            <ChapterList lab={lab} current={current} onChoose={() => setOpen(false)} />
          </nav>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
