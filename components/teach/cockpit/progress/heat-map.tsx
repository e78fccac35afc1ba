'use client'

import { useMemo, type KeyboardEvent } from 'react'
import { useCockpit, useCockpitShallow } from '../cockpit-provider.tsx'
import { groupColumns, isExpanded } from '../column-groups.ts'
import { sortSeats } from '../sort-seats.ts'
import { HeatHead } from './heat-head.tsx'
import { HeatRow } from './heat-row.tsx'
import type { ShownGroup } from './shown-group.ts'

const KEYS: Partial<Record<string, 'next' | 'previous' | 'first' | 'last'>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
}

/** Participants by steps. Each row draws itself when its participant has changed, and only then. */
export function HeatMap() {
  const groups = useShownGroups()
  const ids = useCockpitShallow((state) => sortSeats(Object.values(state.seats), state.order))
  const hasCursor = useCockpit(({ cursor, seats }) => cursor !== null && cursor in seats)
  return (
    <div className="relative max-h-[max(24rem,calc(100dvh-12rem))] overflow-auto rounded-lg border border-line bg-surface">
      <table aria-label="Progress" className="border-separate border-spacing-0 text-sm">
        <HeatHead groups={groups} />
        <tbody onKeyDown={moveBetweenRows}>
          {ids.map((id, index) => (
            <HeatRow key={id} id={id} groups={groups} isUsualStop={!hasCursor && index === 0} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function useShownGroups(): readonly ShownGroup[] {
  const columns = useCockpit((state) => state.columns)
  const chosen = useCockpit((state) => state.chosenChapters)
  const paceChapter = useCockpit((state) => state.room?.pace?.chapter ?? null)
  const median = useCockpit((state) => state.summary.median)
  const groups = useMemo(() => groupColumns(columns), [columns])
  // As one text: rows need not be drawn because the median has moved within its chapter.
  const expanded = groups
    .filter((group) =>
      isExpanded(group, { chosen, pace: paceChapter === null ? null : { chapter: paceChapter }, median }),
    )
    .map(({ chapter }) => chapter)
    .join(' ')
  return useMemo(() => {
    const open = new Set(expanded.split(' '))
    return groups.map((group) => ({ ...group, isExpanded: open.has(group.chapter) }))
  }, [groups, expanded])
}

/** Tab leads to one row; arrows lead on. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const move = KEYS[event.key]
  if (!move) return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-seat]')]
  const current = stops.findIndex((stop) => stop === document.activeElement)
  if (current === -1) return
  event.preventDefault()
  const target = {
    next: Math.min(current + 1, stops.length - 1),
    previous: Math.max(current - 1, 0),
    first: 0,
    last: stops.length - 1,
  }[move]
  stops[target]?.focus()
}
