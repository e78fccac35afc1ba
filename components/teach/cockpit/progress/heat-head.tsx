'use client'

import { ChapterHead, StepHead } from './column-head.tsx'
import { CELL_LINE, STICKY_NAME, type ShownGroup } from './shown-group.ts'

export function HeatHead({ groups }: { groups: readonly ShownGroup[] }) {
  return (
    <thead className="sticky top-0 z-20 bg-sunken text-xs">
      <tr>
        <th
          scope="col"
          rowSpan={2}
          className={`${STICKY_NAME} ${CELL_LINE} z-10 px-3 pb-2 text-left align-bottom font-semibold`}
        >
          Participant
        </th>
        <th
          scope="col"
          rowSpan={2}
          className={`${CELL_LINE} px-2 pb-2 text-left align-bottom font-semibold whitespace-nowrap`}
        >
          Now
        </th>
        {groups.map((group) => (
          <ChapterHead key={group.chapter} group={group} />
        ))}
      </tr>
      <tr>
        {groups
          .filter(({ isExpanded }) => isExpanded)
          .flatMap(({ columns }) =>
            columns.map((column, place) => (
              <StepHead key={column.index} column={column} isFirst={place === 0} />
            )),
          )}
      </tr>
    </thead>
  )
}
