'use client'

import { ChevronDown, ChevronRight } from 'lucide-react'
import { useCockpitClient } from '../cockpit-provider.tsx'
import { ChapterHead, StepHead } from './column-head.tsx'
import { CELL_LINE, GROUP_LINE, STICKY_NAME, type ShownGroup } from './shown-group.ts'

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
          <th
            key={group.chapter}
            scope="colgroup"
            colSpan={group.isExpanded ? group.columns.length : 1}
            className={`${GROUP_LINE} max-w-0 min-w-24 px-1 pt-1 text-left font-semibold`}
          >
            <ChapterToggle group={group} />
          </th>
        ))}
      </tr>
      <tr>
        {groups.map((group) =>
          group.isExpanded ? (
            group.columns.map((column, place) => (
              <StepHead key={column.index} column={column} isFirst={place === 0} />
            ))
          ) : (
            <ChapterHead key={group.chapter} group={group} />
          ),
        )}
      </tr>
    </thead>
  )
}

function ChapterToggle({ group: { chapter, title, isExpanded } }: { group: ShownGroup }) {
  const client = useCockpitClient()
  const Icon = isExpanded ? ChevronDown : ChevronRight
  return (
    <button
      type="button"
      aria-expanded={isExpanded}
      title={`${title}: ${isExpanded ? 'show it as one share' : 'show its steps'}`}
      onClick={() =>
        client.store.setState(({ chosenChapters }) => ({
          chosenChapters: { ...chosenChapters, [chapter]: !isExpanded },
        }))
      }
      className="flex w-full min-w-0 cursor-pointer items-center gap-1 rounded px-1 py-0.5 text-left hover:bg-surface"
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span className="truncate">{title}</span>
    </button>
  )
}
