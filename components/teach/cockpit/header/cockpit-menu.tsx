'use client'

import { Ellipsis } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useCallback, useRef, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { ConfirmQuestion } from '../../../ui/confirm-question.tsx'
import { InvitationDialog } from '../../account/invitation-dialog.tsx'
import { inviteCoInstructor, renewJoinCode, workshopApiPath, type Invitation } from '../../teach-api.ts'
import { useCockpit, useCockpitClient } from '../cockpit-provider.tsx'

const ITEM =
  'flex h-8 cursor-pointer items-center rounded px-2 outline-none select-none data-[highlighted]:bg-sunken'

/** What is needed now and then. */
export function CockpitMenu() {
  const client = useCockpitClient()
  const areNamesHidden = useCockpit((state) => state.areNamesHidden)
  // What the workshop is, and who teaches it, is not a co-instructor's to change.
  const mayChange = useCockpit((state) => state.workshop?.role !== 'co-instructor')
  const [isRenewing, setRenewing] = useState(false)
  const [invitation, setInvitation] = useState<Invitation | null>(null)
  const triggerRef = useRef<HTMLButtonElement>(null)
  const [landmark, setLandmark] = useState<Element | null>(null)
  const takeTrigger = useCallback((trigger: HTMLButtonElement | null) => {
    triggerRef.current = trigger
    setLandmark(trigger?.closest('header') ?? null)
  }, [])
  const chosen = useRef<() => void>(undefined)
  const path = workshopApiPath(client.workshop)

  /** After the menu has gone: a dialogue gives the focus back to where it was when it was opened. */
  function use(event: Event) {
    event.preventDefault()
    triggerRef.current?.focus()
    const act = chosen.current
    chosen.current = undefined
    act?.()
  }

  const item = (label: string, act: () => void) => (
    <DropdownMenu.Item className={ITEM} onSelect={() => (chosen.current = act)}>
      {label}
    </DropdownMenu.Item>
  )

  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger asChild>
          <Button ref={takeTrigger} variant="quiet" size="icon" aria-label="More" title="More">
            <Ellipsis aria-hidden className="size-4" />
          </Button>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal container={landmark}>
          <DropdownMenu.Content
            align="end"
            sideOffset={4}
            collisionPadding={8}
            onCloseAutoFocus={use}
            className="z-50 min-w-56 rounded-md border border-line bg-surface p-1 text-sm text-ink shadow-lift"
          >
            {item(areNamesHidden ? 'Show names' : 'Hide names', () =>
              client.store.setState({ areNamesHidden: !areNamesHidden }),
            )}
            {mayChange && item('New join code …', () => setRenewing(true))}
            {mayChange &&
              item(
                'Invite a co-instructor …',
                () =>
                  void client.attempt(async () => setInvitation(await inviteCoInstructor(client.workshop))),
              )}
            <DropdownMenu.Item asChild className={ITEM}>
              <a href={`${path}/progress.csv`} download>
                Export progress as CSV
              </a>
            </DropdownMenu.Item>
            <DropdownMenu.Item asChild className={ITEM}>
              <a href={`${path}/progress.json`} download>
                Export progress as JSON
              </a>
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
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
      <InvitationDialog
        title="Invite a co-instructor"
        invitation={invitation}
        onClose={() => setInvitation(null)}
      />
    </>
  )
}
