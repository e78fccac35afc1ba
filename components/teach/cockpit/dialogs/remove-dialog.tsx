'use client'

import { useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { SeatId } from '../../../../server/protocol/workshop.ts'
import { Button } from '../../../ui/button.tsx'
import { CheckField } from '../../../ui/field.tsx'
import { FormBody } from '../../form-body.tsx'
import { FormDialog } from '../../form-dialog.tsx'
import { nameOf } from '../cockpit-state.ts'
import { useCockpit } from '../cockpit-provider.tsx'
import { REMOVABLE, removableSeats, standingOf, type Removable } from '../removable.ts'
import { useClassCommand } from './use-class-command.ts'

interface Closing {
  onClose: () => void
}

/** Several at once: somebody has taken seats that nobody sits in. */
export function RemoveDialog({ isOpen, onClose }: Closing & { isOpen: boolean }) {
  return (
    <FormDialog isOpen={isOpen} title="Remove several people" onClose={onClose}>
      <RemoveForm onClose={onClose} />
    </FormDialog>
  )
}

function RemoveForm({ onClose }: Closing) {
  const form = useClassCommand()
  const seats = useCockpit((state) => state.seats)
  const names = useCockpit(useShallow((state) => Object.values(seats).map(({ id }) => nameOf(state, id))))
  const [chosen, setChosen] = useState<ReadonlySet<SeatId>>(new Set())
  const rows = Object.values(seats)
    .map((seat, index) => ({ seat, name: names[index]! }))
    // Who came last is looked for first.
    .sort((one, other) => other.seat.joinedAt - one.seat.joinedAt)
  // Others may have left while this is open.
  const there = rows.filter(({ seat }) => chosen.has(seat.id)).map(({ seat }) => seat.id)

  function choose(id: SeatId, isChosen: boolean) {
    setChosen(new Set(isChosen ? [...there, id] : there.filter((other) => other !== id)))
  }

  return (
    <FormBody
      submitLabel={submitLabel(there.length)}
      isBusy={form.isBusy}
      problem={form.problem}
      onSubmit={() => form.send({ type: 'remove-seats', seats: there }, onClose)}
      onClose={onClose}
    >
      <p className="text-sm text-ink-muted">
        Their sessions end, what was verified is forgotten, and the seats go to those who wait. They can join
        again with the present code: make a new one first if it got out.
      </p>
      <fieldset className="rounded-md border border-line p-3">
        <legend className="px-1 text-sm font-medium">People</legend>
        <div className="flex flex-wrap items-center gap-2 text-xs">
          {(Object.keys(REMOVABLE) as Removable[]).map((which) => (
            <Button
              key={which}
              size="small"
              variant="quiet"
              onClick={() => setChosen(new Set(removableSeats(Object.values(seats), which)))}
            >
              {REMOVABLE[which]}
            </Button>
          ))}
          <Button size="small" variant="quiet" onClick={() => setChosen(new Set())}>
            Nobody
          </Button>
        </div>
        <div className="mt-2 flex max-h-64 flex-col gap-1 overflow-y-auto">
          {rows.map(({ seat, name }) => (
            <CheckField
              key={seat.id}
              label={`${name}, ${standingOf(seat)}`}
              checked={chosen.has(seat.id)}
              onChange={({ currentTarget }) => choose(seat.id, currentTarget.checked)}
            />
          ))}
        </div>
      </fieldset>
    </FormBody>
  )
}

function submitLabel(count: number): string {
  if (count === 0) return 'Remove'
  return count === 1 ? 'Remove 1 person' : `Remove ${count} people`
}
