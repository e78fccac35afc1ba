'use client'

import { memo, useCallback } from 'react'
import type { SeatId } from '../../../server/protocol/workshop.ts'
import { useTerminalBackground } from '../../terminal/use-terminal-background.ts'
import { classNames } from '../../ui/class-names.ts'
import { useCockpit, useCockpitClient, useSeatName } from '../cockpit/cockpit-provider.tsx'
import { terminalsOf } from '../cockpit/cockpit-state.ts'
import { SeatMarks } from '../cockpit/seat-marks.tsx'
import type { WallBoard } from './wall-board.ts'

const PICTURE = 'block aspect-[16/10] w-full bg-term-background'

export const WallTile = memo(function WallTile({ id, board }: { id: SeatId; board: WallBoard }) {
  const client = useCockpitClient()
  const seat = useCockpit((state) => state.seats[id])
  const isOpen = useCockpit((state) => state.openSeat === id)
  const name = useSeatName(id)
  const background = useTerminalBackground()
  if (!seat) return null
  const problem = !seat.isOnWall
    ? 'hidden by the participant'
    : terminalsOf(seat).length === 0
      ? 'no terminal now'
      : null
  return (
    <li className="contain-content">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => client.openSeat(id)}
        style={background}
        className={classNames(
          'block w-full cursor-pointer overflow-hidden rounded-md border text-left hover:border-accent focus-visible:-outline-offset-2',
          seat.hand !== null ? 'border-warn' : seat.stuck ? 'border-danger' : 'border-line',
        )}
      >
        {problem === null ? (
          <Picture id={id} board={board} />
        ) : (
          <span className={classNames(PICTURE, 'grid place-items-center p-2 text-xs text-ink-muted')}>
            {problem}
          </span>
        )}
        <span className="flex flex-wrap items-center gap-x-2 border-t border-line bg-surface px-2 py-1 text-sm">
          <span className="min-w-0 flex-1 basis-20 truncate font-medium">{name}</span>
          <SeatMarks seat={seat} />
        </span>
      </button>
    </li>
  )
})

function Picture({ id, board }: { id: SeatId; board: WallBoard }) {
  const take = useCallback((place: HTMLElement) => board.add(id, place), [board, id])
  return <span ref={take} aria-hidden className={PICTURE} />
}
