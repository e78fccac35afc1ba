'use client'

import { lazy, Suspense } from 'react'
import { classNames } from '../../ui/class-names.ts'
import { useRemembered } from '../../ui/use-remembered.ts'
import { Announcer } from './announcer.tsx'
import { CockpitConnection } from './cockpit-connection.tsx'
import { CockpitFrame } from './cockpit-frame.tsx'
import { useCockpit } from './cockpit-provider.tsx'
import { CockpitTools } from './header/cockpit-tools.tsx'
import { ClassFacts } from './header/class-facts.tsx'
import { Progress } from './progress/progress.tsx'
import { SeatPanel } from './seat/seat-panel.tsx'
import { PollResult } from './side/poll-result.tsx'
import { NeedsAttention } from './side/needs-attention.tsx'
import { SentList } from './side/sent-list.tsx'

const Wall = lazy(async () => ({ default: (await import('../wall/wall.tsx')).Wall }))

const VIEWS = { both: 'Progress and wall', progress: 'Progress', wall: 'Wall' } as const

/** Everything that an instructor looks at while a class works. */
export function CockpitDesk() {
  const title = useCockpit((state) => state.workshop?.title ?? '')
  const [view, setView] = useRemembered('drydock-cockpit-view', 'both')
  return (
    <CockpitFrame title={title} tools={<CockpitTools />}>
      <Announcer />
      <CockpitConnection />
      <ClassFacts>
        <div role="group" aria-label="What is shown" className="flex rounded-md border border-line-strong/60">
          {Object.entries(VIEWS).map(([key, label]) => (
            <button
              key={key}
              type="button"
              aria-pressed={view === key}
              onClick={() => setView(key)}
              className={classNames(
                'h-7 cursor-pointer px-2.5 text-xs font-medium first:rounded-l-md last:rounded-r-md',
                view === key ? 'bg-accent-soft text-accent-strong' : 'text-ink-muted hover:bg-sunken',
              )}
            >
              {label}
            </button>
          ))}
        </div>
      </ClassFacts>
      <div className="flex min-h-0 flex-1 gap-4 max-lg:flex-col">
        <div className="flex min-w-0 flex-1 flex-col gap-6">
          {view !== 'wall' && <Progress />}
          {view !== 'progress' && (
            <Suspense>
              <Wall />
            </Suspense>
          )}
        </div>
        {/* In view beside a wall of many: a hand is seen from its last row. */}
        <div className="flex shrink-0 flex-col gap-4 lg:sticky lg:top-3 lg:-m-1 lg:max-h-[calc(100dvh-1.5rem)] lg:w-80 lg:self-start lg:overflow-y-auto lg:p-1 2xl:w-96">
          <PollResult />
          <NeedsAttention />
          <SentList />
        </div>
      </div>
      <SeatPanel />
    </CockpitFrame>
  )
}
