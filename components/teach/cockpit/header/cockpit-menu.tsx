'use client'

import { DropdownMenu } from 'radix-ui'
import { useState } from 'react'
import { ActionMenu, ActionMenuItem, MENU_ITEM } from '../../../ui/action-menu.tsx'
import { ConfirmQuestion } from '../../../ui/confirm-question.tsx'
import { renewJoinCode, workshopApiPath } from '../../teach-api.ts'
import { useCockpit, useCockpitClient } from '../cockpit-provider.tsx'
import { RemoveDialog } from '../dialogs/remove-dialog.tsx'
import { TeachersDialog } from '../dialogs/teachers-dialog.tsx'

/** What is needed now and then. */
export function CockpitMenu() {
  const client = useCockpitClient()
  const areNamesHidden = useCockpit((state) => state.areNamesHidden)
  // What the workshop is, and who teaches it, is not a co-instructor's to change.
  const mayChange = useCockpit((state) => state.workshop?.role !== 'co-instructor')
  const isOver = useCockpit(({ workshop }) => workshop?.phase === 'ended')
  const [open, setOpen] = useState<'remove' | 'reset' | 'new-code' | 'teachers' | null>(null)
  const close = () => setOpen(null)
  const path = workshopApiPath(client.workshop)

  return (
    <>
      <ActionMenu label="More" size="icon" landmark="header">
        <ActionMenuItem onUse={() => client.store.setState({ areNamesHidden: !areNamesHidden })}>
          {areNamesHidden ? 'Show names' : 'Hide names'}
        </ActionMenuItem>
        <ActionMenuItem onUse={() => setOpen('remove')}>Remove several people …</ActionMenuItem>
        {!isOver && <ActionMenuItem onUse={() => setOpen('reset')}>Reset all instances …</ActionMenuItem>}
        {mayChange && (
          <>
            <ActionMenuItem onUse={() => setOpen('new-code')}>New join code …</ActionMenuItem>
            <ActionMenuItem onUse={() => setOpen('teachers')}>Co-instructors …</ActionMenuItem>
          </>
        )}
        <ExportItem href={`${path}/progress.csv`} name="progress.csv" label="Export progress as CSV" />
        <ExportItem href={`${path}/report`} name="progress.json" label="Export progress as JSON" />
      </ActionMenu>
      <ConfirmQuestion
        isOpen={open === 'new-code'}
        title="Make a new join code?"
        description="Nobody can join with the present code any more. Who has joined stays."
        confirmLabel="Make a new code"
        onClose={close}
        onConfirm={() => {
          close()
          void client.attempt(async () => client.changed(await renewJoinCode(client.workshop)))
        }}
      />
      <ConfirmQuestion
        isOpen={open === 'reset'}
        title="Reset the instances of all?"
        description="Everybody gets fresh instances with the same names. Everything in the present ones is gone, and steps that look at it are open again."
        confirmLabel="Reset all"
        onClose={close}
        onConfirm={() => {
          close()
          void client.tell({ type: 'reset', to: null })
        }}
      />
      <RemoveDialog isOpen={open === 'remove'} onClose={close} />
      <TeachersDialog isOpen={open === 'teachers'} onClose={close} />
    </>
  )
}

/** `name`: of the file. */
function ExportItem({ href, name, label }: { href: string; name: string; label: string }) {
  return (
    <DropdownMenu.Item asChild className={MENU_ITEM}>
      <a href={href} download={name}>
        {label}
      </a>
    </DropdownMenu.Item>
  )
}
