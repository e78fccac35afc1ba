'use client'

import { useState } from 'react'
import type { WorkshopView } from '../../../server/protocol/workshop.ts'
import { deleteWorkshop, restoreWorkshop } from '../teach-api.ts'
import type { Action } from '../../session/use-action.ts'

/** Workshops that were deleted and can be brought back. The broker may list them, or only tell when it deletes one. */
export function useUndo({ action, onChanged }: { action: Action; onChanged: () => void }) {
  const [deletedHere, setDeletedHere] = useState<readonly WorkshopView[]>([])

  return {
    deletedAmong(listed: readonly WorkshopView[]): WorkshopView[] {
      const known = new Set(listed.map(({ id }) => id))
      return [
        ...listed.filter(({ phase }) => phase === 'deleted'),
        // One that is listed as anything else was brought back, by somebody else perhaps.
        ...deletedHere.filter(({ id }) => !known.has(id)),
      ]
    },
    remove(workshop: WorkshopView) {
      void action.run(async () => {
        const deleted = await deleteWorkshop(workshop.id)
        setDeletedHere((before) => [...before, deleted])
        onChanged()
      })
    },
    restore({ id }: WorkshopView) {
      void action.run(async () => {
        await restoreWorkshop(id)
        setDeletedHere((before) => before.filter((other) => other.id !== id))
        onChanged()
      })
    },
  }
}
