'use client'

import { useEffect, useState } from 'react'
import { useCockpitClient, useCockpitShallow } from '../cockpit/cockpit-provider.tsx'
import { isCounted } from '../cockpit/class-summary.ts'
import { sortSeats } from '../cockpit/sort-seats.ts'
import { WallBoard } from './wall-board.ts'
import { WallTile } from './wall-tile.tsx'

/** Small live pictures of the terminals that participants work in. */
export function Wall() {
  const client = useCockpitClient()
  const ids = useCockpitShallow((state) =>
    sortSeats(Object.values(state.seats).filter(isCounted), state.order),
  )
  const [board] = useState(() => new WallBoard(client))
  const [isFailed, setFailed] = useState(false)

  useEffect(() => {
    const painting = board.start(() => setFailed(true))
    return () => painting.dispose()
  }, [board])

  return (
    <section aria-label="Wall" className="flex flex-col gap-2">
      <h2 className="text-base font-semibold">Wall</h2>
      {isFailed && <p role="alert">The pictures could not be loaded. Reload the page.</p>}
      {ids.length === 0 && (
        <p className="text-ink-muted">The terminals of those who join appear here, as small live pictures.</p>
      )}
      <ul role="list" className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-2">
        {ids.map((id) => (
          <WallTile key={id} id={id} board={board} />
        ))}
      </ul>
    </section>
  )
}
