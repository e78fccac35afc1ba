'use client'

import { Presentation } from 'lucide-react'
import type { ClassView } from '../../server/protocol/class.ts'
import type { LabSummary } from '../lab/chapter-summary.ts'
import { ClassButton } from './class-button.tsx'
import { ClassPace } from './class-pace.tsx'
import { ClassStanding } from './class-standing.tsx'
import { ClassTimer } from './class-timer.tsx'
import { standingOf } from './class-words.ts'
import { HandButton } from './hand-button.tsx'
import { joinNames } from './join-names.ts'
import { WorkshopMenu } from './workshop-menu.tsx'

export function ClassBar({
  view,
  lab,
  isFollowing,
  onToggleFollowing,
}: {
  view: ClassView
  lab: LabSummary
  isFollowing: boolean
  onToggleFollowing: () => void
}) {
  const { title, teachers, name, presentation } = view
  const standing = standingOf(view)
  // What the class did last is no news of a workshop that is over.
  const { pace, timer } = standing === 'over' ? { pace: null, timer: null } : view
  return (
    <div className="shrink-0 px-3 py-1.5">
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
        <p className="min-w-0 flex-1 basis-40 truncate text-sm" title={`${title}. You are ${name}.`}>
          <strong className="font-semibold">{title}</strong>
          {teachers.length > 0 && <span className="text-ink-muted"> with {joinNames(teachers)}</span>}
          <span className="sr-only">. You are {name}.</span>
        </p>
        <div className="ml-auto flex items-center gap-2">
          {/* As long as the instructors can see it: seated or waiting, with a session or without. */}
          {view.phase === 'open' && <HandButton hand={view.hand} />}
          <WorkshopMenu view={view} />
        </div>
      </div>
      <ClassStanding view={view} />
      {(pace ?? timer ?? presentation) && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-0.5 text-sm">
          {pace && <ClassPace lab={view.lab} pace={pace} shownLab={lab} mayCatchUp={standing === 'seated'} />}
          {timer && <ClassTimer key={timer.endsAt} timer={timer} />}
          {presentation && (
            <ClassButton aria-pressed={isFollowing} onClick={onToggleFollowing}>
              <Presentation aria-hidden className="size-3.5" />
              Follow {presentation.by}’s terminal
            </ClassButton>
          )}
        </div>
      )}
    </div>
  )
}
