'use client'

import { ChevronDown, ChevronRight, MapPin } from 'lucide-react'
import type { ChapterId, StepId } from '../../../../server/protocol/ids.ts'
import { classNames } from '../../../ui/class-names.ts'
import { sharePercent } from '../../../ui/share-percent.ts'
import { useCockpit, useCockpitClient } from '../cockpit-provider.tsx'
import type { LabelledColumn } from '../column-groups.ts'
import { CELL_LINE, GROUP_LINE, type ShownGroup } from './shown-group.ts'

/** Read from below. */
const UPRIGHT = 'rotate-180 [writing-mode:vertical-rl]'

/** Of one check: its step, where the class is, and how many have it done. */
export function StepHead({ column, isFirst }: { column: LabelledColumn; isFirst: boolean }) {
  const { index, chapter, step, label } = column
  const isPace = useCockpit(({ room }) => room?.pace?.chapter === chapter && room.pace.step === step)
  const isMedian = useCockpit((state) => state.summary.median === index)
  const share = useCockpit(({ summary }) => sharePercent(summary.done[index] ?? 0, summary.counted))
  return (
    <th
      scope="col"
      className={classNames(
        CELL_LINE,
        isFirst && GROUP_LINE,
        isPace && 'bg-accent-soft',
        'min-w-11 p-1 align-bottom font-normal',
      )}
    >
      <div className="flex h-full flex-col items-center gap-1">
        <span title={label} className={classNames('max-h-32 truncate text-left leading-4', UPRIGHT)}>
          {label}
        </span>
        <ClassIsHere chapter={chapter} step={step} label={label} isHere={isPace} />
        <Share percent={share} isMedian={isMedian} />
      </div>
    </th>
  )
}

/** Of a chapter: over its steps, or, where it is shown as one column, in their place. */
export function ChapterHead({ group }: { group: ShownGroup }) {
  const { chapter, columns, isExpanded } = group
  const isPace = useCockpit(({ room }) => room?.pace?.chapter === chapter)
  return (
    <th
      scope={isExpanded ? 'colgroup' : 'col'}
      colSpan={isExpanded ? columns.length : 1}
      rowSpan={isExpanded ? 1 : 2}
      className={classNames(
        GROUP_LINE,
        isExpanded ? 'max-w-0 min-w-24 px-1 pt-1' : `${CELL_LINE} min-w-13 p-1 align-bottom`,
        isPace && !isExpanded && 'bg-accent-soft',
        'text-left font-medium',
      )}
    >
      <ChapterToggle group={group} />
      {!isExpanded && <ChapterMarks group={group} isPace={isPace} />}
    </th>
  )
}

/** The same button in both places: it keeps the focus. */
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
      className={classNames(
        'flex w-full min-w-0 cursor-pointer items-center gap-1 rounded text-left hover:bg-surface',
        isExpanded ? 'px-1 py-0.5' : 'flex-col-reverse px-0.5 py-1',
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span
        className={
          isExpanded
            ? 'truncate'
            : `max-h-36 max-w-11 overflow-hidden text-[0.6875rem] leading-3.5 ${UPRIGHT}`
        }
      >
        {title}
      </span>
    </button>
  )
}

function ChapterMarks({
  group: { chapter, title, columns },
  isPace,
}: {
  group: ShownGroup
  isPace: boolean
}) {
  const isMedian = useCockpit(({ summary }) => columns.some(({ index }) => index === summary.median))
  const share = useCockpit(({ summary }) => {
    const done = columns.reduce((sum, { index }) => sum + (summary.done[index] ?? 0), 0)
    return sharePercent(done, summary.counted * columns.length)
  })
  return (
    <div className="flex flex-col items-center gap-1 font-normal">
      <ClassIsHere chapter={chapter} step={null} label={title} isHere={isPace} />
      <Share percent={share} isMedian={isMedian} />
    </div>
  )
}

function ClassIsHere({
  chapter,
  step,
  label,
  isHere,
}: {
  chapter: ChapterId
  step: StepId | null
  label: string
  isHere: boolean
}) {
  const client = useCockpitClient()
  return (
    <button
      type="button"
      aria-pressed={isHere}
      aria-label={`Class is here: ${label}`}
      title={
        isHere ? `The class is here: ${label}. Click to take the marker away` : `Class is here: ${label}`
      }
      onClick={() =>
        void client.tell(
          isHere ? { type: 'set-pace', chapter: null, step: null } : { type: 'set-pace', chapter, step },
        )
      }
      className={classNames(
        'inline-flex size-6 cursor-pointer items-center justify-center rounded',
        isHere ? 'bg-accent text-on-accent' : 'text-ink-muted hover:bg-surface hover:text-ink',
      )}
    >
      <MapPin aria-hidden className="size-3.5" />
    </button>
  )
}

function Share({ percent, isMedian }: { percent: number | null; isMedian: boolean }) {
  return (
    <span
      title={isMedian ? 'The one in the middle of the class is here' : 'Done by this share of the class'}
      className={classNames(
        'rounded px-0.5 text-[0.6875rem] whitespace-nowrap tabular-nums',
        isMedian ? 'bg-ink font-semibold text-surface' : 'text-ink-muted',
      )}
    >
      {percent === null ? '–' : `${percent} %`}
      {isMedian && <span className="sr-only">, the median is here</span>}
    </span>
  )
}
