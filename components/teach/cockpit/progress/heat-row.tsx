'use client'

import { memo } from 'react'
import type { SeatRow } from '../../../../server/protocol/cockpit.ts'
import type { SeatId } from '../../../../server/protocol/workshop.ts'
import { classNames } from '../../../ui/class-names.ts'
import { useCockpit, useCockpitClient, useSeatName } from '../cockpit-provider.tsx'
import { SeatMarks } from '../seat-marks.tsx'
import { HeatCell, ShareCell } from './heat-cell.tsx'
import { CELL_LINE, STICKY_NAME, type ShownGroup } from './shown-group.ts'

/** `isUsualStop`: Tab leads to it while no row was chosen. */
export const HeatRow = memo(function HeatRow({
  id,
  groups,
  isUsualStop,
}: {
  id: SeatId
  groups: readonly ShownGroup[]
  isUsualStop: boolean
}) {
  const client = useCockpitClient()
  const seat = useCockpit((state) => state.seats[id])
  const name = useSeatName(id)
  const isStop = useCockpit((state) => state.cursor === id) || isUsualStop
  const isOpen = useCockpit((state) => state.openSeat === id)
  if (!seat) return null
  return (
    <tr className={isOpen ? 'bg-accent-soft' : undefined}>
      <th scope="row" className={classNames(STICKY_NAME, CELL_LINE, 'z-10 p-0 text-left font-medium')}>
        <button
          type="button"
          data-seat={id}
          tabIndex={isStop ? 0 : -1}
          aria-expanded={isOpen}
          onFocus={() => client.store.setState({ cursor: id })}
          onClick={() => client.openSeat(isOpen ? null : id)}
          className={classNames(
            'block w-full cursor-pointer truncate px-3 py-1.5 text-left hover:underline focus-visible:outline-offset-[-2px]',
            isOpen && 'bg-accent-soft',
          )}
        >
          {name}
        </button>
      </th>
      <td className={classNames(CELL_LINE, 'px-2 whitespace-nowrap')}>
        <SeatMarks seat={seat} />
      </td>
      <Cells seat={seat} name={name} groups={groups} />
    </tr>
  )
})

function Cells({ seat, name, groups }: { seat: SeatRow; name: string; groups: readonly ShownGroup[] }) {
  const done = new Set(seat.done)
  return groups.map((group) =>
    group.isExpanded ? (
      group.columns.map(({ index, label }, place) => (
        <HeatCell
          key={index}
          state={done.has(index) ? 'done' : seat.current === index ? 'current' : 'not-done'}
          isStuck={seat.stuck?.column === index}
          title={`${name}: ${label}`}
          isFirst={place === 0}
        />
      ))
    ) : (
      <ShareCell
        key={group.chapter}
        done={group.columns.filter(({ index }) => done.has(index)).length}
        total={group.columns.length}
        isCurrent={group.columns.some(({ index }) => index === seat.current)}
        title={`${name}: ${group.title}`}
      />
    ),
  )
}
