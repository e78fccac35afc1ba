'use client'

import { X } from 'lucide-react'
import { useEffect, useEffectEvent, useRef } from 'react'
import type { SeatRow } from '../../../../server/protocol/cockpit.ts'
import type { SeatId } from '../../../../server/protocol/workshop.ts'
import { Button } from '../../../ui/button.tsx'
import { useCockpit, useCockpitClient, useSeatName } from '../cockpit-provider.tsx'
import { SeatActions } from './seat-actions.tsx'
import { SeatFacts } from './seat-facts.tsx'
import { SeatLook } from './seat-look.tsx'

/** Where Escape has another meaning. */
const OWN_ESCAPE = '[data-terminal], dialog, [role=menu]'

/** One participant, beside all others; Escape closes it. */
export function SeatPanel() {
  const id = useCockpit((state) => state.openSeat)
  return id === null ? null : <OpenPanel key={id} id={id} />
}

function OpenPanel({ id }: { id: SeatId }) {
  const client = useCockpitClient()
  const seat = useCockpit((state) => state.seats[id])
  const name = useSeatName(id)
  const areNamesHidden = useCockpit((state) => state.areNamesHidden)
  const ref = useRef<HTMLElement>(null)

  useEffect(() => {
    const before = document.activeElement
    ref.current?.focus()
    return () => {
      // Back to where it was opened from, unless the person has gone on elsewhere.
      const isLost = document.activeElement === null || document.activeElement === document.body
      if (isLost && before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])

  const closeByKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    // In a terminal it is the shell's key; dialogues and menus close themselves.
    if (event.target instanceof Element && event.target.closest(OWN_ESCAPE)) return
    client.openSeat(null)
  })

  useEffect(() => {
    const listener = (event: KeyboardEvent) => closeByKey(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])

  return (
    <section
      ref={ref}
      tabIndex={-1}
      aria-label={areNamesHidden ? name : `Participant ${name}`}
      className="fixed inset-y-0 right-0 z-30 flex w-[min(44rem,100vw)] flex-col gap-4 overflow-y-auto border-l border-line bg-surface p-4 shadow-lift lg:max-w-[55vw]"
    >
      <div className="flex items-center gap-2">
        <h2 className="min-w-0 flex-1 truncate text-lg font-semibold">{name}</h2>
        <Button
          variant="quiet"
          size="icon"
          aria-label="Close the panel"
          title="Close (Escape)"
          onClick={() => client.openSeat(null)}
        >
          <X aria-hidden className="size-4" />
        </Button>
      </div>
      {seat ? <Contents seat={seat} name={name} /> : <p>This participant has left the workshop.</p>}
    </section>
  )
}

function Contents({ seat, name }: { seat: SeatRow; name: string }) {
  return (
    <>
      <SeatFacts seat={seat} name={name} />
      <SeatLook seat={seat} name={name} />
      <SeatActions seat={seat} name={name} />
    </>
  )
}
