'use client'

import { Trash2 } from 'lucide-react'
import Link from 'next/link'
import type { TeacherView, WorkshopView } from '../../../server/protocol/workshop.ts'
import type { LabSummary } from '../../lab/chapter-summary.ts'
import { classNames } from '../../ui/class-names.ts'
import { ConfirmIconButton } from '../../ui/confirm-icon-button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { workshopPath } from '../teach-api.ts'
import { describeDay, describeTime } from '../../ui/describe-time.ts'
import { EditWorkshop } from './edit-workshop.tsx'
import { HUB_NAMES } from './hub-choice.tsx'

const LINK =
  'inline-flex h-8 items-center rounded-md border border-line-strong/60 px-3 text-sm font-medium hover:border-line-strong hover:bg-sunken'

export function WorkshopCard({
  workshop,
  name,
  me,
  labs,
  onChanged,
  onDelete,
}: {
  workshop: WorkshopView
  /** No other card has it. */
  name: string
  me: TeacherView
  labs: LabSummary[]
  onChanged: () => void
  onDelete: (workshop: WorkshopView) => void
}) {
  const { id, title, phase, joinCode, joinUrl, seated, seats, waiting } = workshop
  const lab = labs.find((candidate) => candidate.id === workshop.lab)
  // Whether it is there is not a co-instructor's to decide.
  const mayChange = workshop.role !== 'co-instructor'
  const images = describeImages(workshop, me)
  return (
    <li className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <div className="flex items-start gap-2">
        <h2 className="min-w-0 flex-1 text-base font-semibold wrap-anywhere">{title}</h2>
        <span
          className={classNames(
            'rounded-full px-2 py-0.5 text-xs font-medium',
            phase === 'open' ? 'bg-accent-soft text-accent-strong' : 'bg-sunken text-ink-muted',
          )}
        >
          {phase}
        </span>
      </div>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-sm [&_dt]:text-ink-muted">
        <dt>Lab</dt>
        <dd>
          {lab?.title ?? workshop.lab}
          {workshop.chapters.length > 0 &&
            `, ${workshop.chapters.length} ${workshop.chapters.length === 1 ? 'chapter' : 'chapters'}`}
        </dd>
        <dt>When</dt>
        <dd>{describeTime(workshop)}</dd>
        <dt>Seats</dt>
        <dd className="tabular-nums">
          {seated} of {seats} taken{waiting > 0 && `, ${waiting} waiting`}
        </dd>
        {images !== null && (
          <>
            <dt>Images</dt>
            <dd>{images}</dd>
          </>
        )}
        {workshop.keptUntil !== null && (
          <>
            <dt>Kept until</dt>
            <dd>{describeDay(workshop.keptUntil)}, then it is removed with its report</dd>
          </>
        )}
        <dt>Join code</dt>
        <dd className="flex items-center gap-2">
          <code className="font-mono font-semibold">{joinCode}</code>
          <CopyButton text={joinUrl} label="Copy join link" size="small-icon" variant="quiet" />
        </dd>
      </dl>
      <div className="mt-auto flex flex-wrap gap-2">
        <Link href={workshopPath(id)} prefetch={false} className={LINK} aria-label={`Cockpit of ${name}`}>
          Cockpit
        </Link>
        <Link
          href={`${workshopPath(id)}/report`}
          prefetch={false}
          className={LINK}
          aria-label={`Report of ${name}`}
        >
          Report
        </Link>
        {mayChange && (
          <span className="ml-auto flex gap-1">
            <EditWorkshop workshop={workshop} name={name} me={me} labs={labs} onChanged={onChanged} />
            <ConfirmIconButton
              icon={Trash2}
              label={`Delete ${name}`}
              hint="Delete"
              title={`Delete “${name}”?`}
              description="For a while you can bring it back, and its sessions go on. Then they end, and its seats and report are gone."
              confirmLabel="Delete workshop"
              onConfirm={() => onDelete(workshop)}
            />
          </span>
        )}
      </div>
    </li>
  )
}

/** Null: there is nothing to choose, and the form says where they come from. */
function describeImages(
  { hub }: Pick<WorkshopView, 'hub'>,
  { hubModes }: Pick<TeacherView, 'hubModes'>,
): string | null {
  if (!hubModes.includes(hub))
    return `This server no longer offers ${HUB_NAMES[hub]}, so nobody can start. Edit and save the plan to take what it offers.`
  return hubModes.length > 1 ? `from ${HUB_NAMES[hub]}` : null
}
