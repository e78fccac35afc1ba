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
  const [isRenewing, setRenewing] = useState(false)
  const [isRemoving, setRemoving] = useState(false)
  const [areTeachersShown, setTeachersShown] = useState(false)
  const path = workshopApiPath(client.workshop)

  return (
    <>
      <ActionMenu label="More" size="icon" landmark="header">
        <ActionMenuItem onUse={() => client.store.setState({ areNamesHidden: !areNamesHidden })}>
          {areNamesHidden ? 'Show names' : 'Hide names'}
        </ActionMenuItem>
        <ActionMenuItem onUse={() => setRemoving(true)}>Remove several people …</ActionMenuItem>
        {mayChange && (
          <>
            <ActionMenuItem onUse={() => setRenewing(true)}>New join code …</ActionMenuItem>
            <ActionMenuItem onUse={() => setTeachersShown(true)}>Co-instructors …</ActionMenuItem>
          </>
        )}
        <ExportItem href={`${path}/progress.csv`} name="progress.csv" label="Export progress as CSV" />
        <ExportItem href={`${path}/report`} name="progress.json" label="Export progress as JSON" />
      </ActionMenu>
      <ConfirmQuestion
        isOpen={isRenewing}
        title="Make a new join code?"
        description="Nobody can join with the present code any more. Who has joined stays."
        confirmLabel="Make a new code"
        onClose={() => setRenewing(false)}
        onConfirm={() => {
          setRenewing(false)
          void client.attempt(async () => client.changed(await renewJoinCode(client.workshop)))
        }}
      />
      <RemoveDialog isOpen={isRemoving} onClose={() => setRemoving(false)} />
      <TeachersDialog isOpen={areTeachersShown} onClose={() => setTeachersShown(false)} />
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
