'use client'

import { useState } from 'react'
import type { ClassView } from '../../server/protocol/class.ts'
import { useSessionClient } from '../session/session-provider.tsx'
import { ActionMenu, ActionMenuItem, ActionMenuLabel } from '../ui/action-menu.tsx'
import { ConfirmQuestion } from '../ui/confirm-question.tsx'
import { copyText } from '../ui/copy-text.ts'
import { LinkDialog } from './link-dialog.tsx'
import { useClassObstacle } from './use-class-obstacle.ts'

/** What is rarely needed. The names of its items are a contract with tests. */
export function WorkshopMenu({ view: { title, name, personalUrl, isOnWall } }: { view: ClassView }) {
  const client = useSessionClient()
  const obstacle = useClassObstacle()
  const [announcement, setAnnouncement] = useState('')
  const [dialog, setDialog] = useState<'link' | 'leave' | null>(null)

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
      <ActionMenu label="Workshop menu" landmark="main" onOpen={() => setAnnouncement('')}>
        <ActionMenuLabel>You are {name}</ActionMenuLabel>
        <ActionMenuItem onUse={() => void copyLink()}>Copy my personal link</ActionMenuItem>
        <ActionMenuItem problem={obstacle} onUse={toggleWall}>
          {isOnWall ? 'Hide my terminal from the wall' : 'Show my terminal on the wall'}
        </ActionMenuItem>
        <ActionMenuItem onUse={() => setDialog('leave')}>Leave the workshop</ActionMenuItem>
      </ActionMenu>
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
