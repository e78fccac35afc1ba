'use client'

import { Ellipsis } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useCallback, useRef, useState } from 'react'
import type { ClassView } from '../../server/protocol/class.ts'
import { useSessionClient } from '../session/session-provider.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmQuestion } from '../ui/confirm-question.tsx'
import { copyText } from '../ui/copy-text.ts'
import { LinkDialog } from './link-dialog.tsx'
import { useClassObstacle } from './use-class-obstacle.ts'

const ITEM =
  'flex h-7 cursor-pointer items-center rounded px-2 outline-none select-none data-[disabled]:cursor-default data-[disabled]:text-ink-muted data-[disabled]:opacity-60 data-[highlighted]:bg-sunken pointer-coarse:h-9'

/** What is rarely needed. The names of its items are a contract with tests. */
export function WorkshopMenu({ view: { title, personalUrl, isOnWall } }: { view: ClassView }) {
  const client = useSessionClient()
  const obstacle = useClassObstacle()
  const triggerRef = useRef<HTMLButtonElement>(null)
  const [landmark, setLandmark] = useState<Element | null>(null)
  const takeTrigger = useCallback((trigger: HTMLButtonElement | null) => {
    triggerRef.current = trigger
    setLandmark(trigger?.closest('main') ?? null)
  }, [])
  const chosen = useRef<() => void>(undefined)
  const [announcement, setAnnouncement] = useState('')
  const [dialog, setDialog] = useState<'link' | 'leave' | null>(null)

  /** After the menu has gone: a dialogue gives the focus back to where it was when it was opened. */
  function use(event: Event) {
    event.preventDefault()
    triggerRef.current?.focus()
    const act = chosen.current
    chosen.current = undefined
    act?.()
  }

  async function copyLink() {
    const isCopied = await copyText(personalUrl)
    setAnnouncement(isCopied ? 'Link copied' : '')
    if (!isCopied) setDialog('link')
  }

  function toggleWall() {
    client.workshop.setOnWall(!isOnWall)
    setAnnouncement(isOnWall ? 'Hidden from the wall' : 'Shown on the wall')
  }

  return (
    <>
      <span role="status" className="text-xs text-ink-muted">
        {announcement}
      </span>
      <DropdownMenu.Root
        modal={false}
        onOpenChange={(isOpen) => {
          if (isOpen) setAnnouncement('')
        }}
      >
        <DropdownMenu.Trigger asChild>
          <Button
            ref={takeTrigger}
            variant="quiet"
            size="small-icon"
            aria-label="Workshop menu"
            title="Workshop menu"
          >
            <Ellipsis aria-hidden className="size-4" />
          </Button>
        </DropdownMenu.Trigger>
        {/* Outside of the pane, which would cut it off, but not of the landmark, by which screen readers find it. */}
        <DropdownMenu.Portal container={landmark}>
          <DropdownMenu.Content
            align="end"
            sideOffset={4}
            collisionPadding={8}
            onCloseAutoFocus={use}
            className="z-50 min-w-56 rounded-md border border-line bg-surface p-1 text-sm text-ink shadow-lift"
          >
            <DropdownMenu.Item className={ITEM} onSelect={() => (chosen.current = () => void copyLink())}>
              Copy my personal link
            </DropdownMenu.Item>
            <DropdownMenu.Item
              className={ITEM}
              disabled={obstacle !== undefined}
              title={obstacle}
              onSelect={() => (chosen.current = toggleWall)}
            >
              {isOnWall ? 'Hide my terminal from the wall' : 'Show my terminal on the wall'}
            </DropdownMenu.Item>
            <DropdownMenu.Item className={ITEM} onSelect={() => (chosen.current = () => setDialog('leave'))}>
              Leave the workshop
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <LinkDialog url={personalUrl} isOpen={dialog === 'link'} onClose={() => setDialog(null)} />
      <ConfirmQuestion
        isOpen={dialog === 'leave'}
        title="Leave the workshop?"
        description={`Your place in “${title}” is given away, and your session ends: its instances are removed with everything in them.`}
        confirmLabel="Leave the workshop"
        cancelLabel="Stay"
        onConfirm={() => {
          setDialog(null)
          void client.workshop.leave()
        }}
        onClose={() => setDialog(null)}
      />
    </>
  )
}
