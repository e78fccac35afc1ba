'use client'

import { MapPin } from 'lucide-react'
import type { ChapterId, StepId } from '../../../../server/protocol/ids.ts'
import { classNames } from '../../../ui/class-names.ts'
import { sharePercent } from '../../../ui/share-percent.ts'
import { useCockpit, useCockpitClient } from '../cockpit-provider.tsx'
import type { LabelledColumn } from '../column-groups.ts'
import { CELL_LINE, GROUP_LINE, type ShownGroup } from './shown-group.ts'

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
        <span
          title={label}
          className="max-h-32 rotate-180 truncate text-left leading-4 [writing-mode:vertical-rl]"
        >
          {label}
        </span>
        <ClassIsHere chapter={chapter} step={step} label={label} isHere={isPace} />
        <Share percent={share} isMedian={isMedian} />
      </div>
    </th>
  )
}

/** Of a chapter that is shown as one column. */
export function ChapterHead({ group: { chapter, title, columns } }: { group: ShownGroup }) {
  const isPace = useCockpit(({ room }) => room?.pace?.chapter === chapter)
  const isMedian = useCockpit(({ summary }) => columns.some(({ index }) => index === summary.median))
  const share = useCockpit(({ summary }) => {
    const done = columns.reduce((sum, { index }) => sum + (summary.done[index] ?? 0), 0)
    return sharePercent(done, summary.counted * columns.length)
  })
  return (
    <th
      scope="col"
      className={classNames(
        CELL_LINE,
        GROUP_LINE,
        isPace && 'bg-accent-soft',
        'p-1 align-bottom font-normal',
      )}
    >
      <span className="sr-only">All of {title}</span>
      <div className="flex flex-col items-center gap-1">
        <ClassIsHere chapter={chapter} step={null} label={title} isHere={isPace} />
        <Share percent={share} isMedian={isMedian} />
      </div>
    </th>
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
