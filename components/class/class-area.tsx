'use client'

import { useState } from 'react'
import type { LabSummary } from '../lab/chapter-summary.ts'
import { useSession } from '../session/session-provider.tsx'
import { classNames } from '../ui/class-names.ts'
import { keepFocus } from '../ui/keep-focus.ts'
import { ClassAnnouncements } from './class-announcements.tsx'
import { ClassBar } from './class-bar.tsx'
import { ClassNotes } from './class-notes.tsx'
import { EyesFront } from './eyes-front.tsx'
import { FollowPanel } from './follow-panel.tsx'
import { PollCard } from './poll-card.tsx'
import { WatchBanner } from './watch-banner.tsx'

/** The workshop, above the participant's own session. Loaded for those who are in one. */
export function ClassArea({ lab }: { lab: LabSummary }) {
  const view = useSession((state) => state.classView)
  const [isFollowing, setFollowing] = useState(false)
  if (!view) return null
  const { presentation, poll } = view
  // The next presentation is followed by those who want to.
  if (isFollowing && !presentation) setFollowing(false)
  return (
    // Also of the panel: whoever stops following is in the workshop's bar again.
    <div ref={keepFocus} className="contents">
      <section
        aria-label="Workshop"
        tabIndex={-1}
        // Before the terminals, which keep the keyboard.
        data-f6-stop={0}
        className={classNames(
          'flex shrink-0 flex-col border-b border-line bg-surface',
          isFollowing ? 'max-h-[max(20%,10rem)]' : 'max-h-[40%]',
        )}
      >
        <ClassBar
          view={view}
          lab={lab}
          isFollowing={isFollowing}
          onToggleFollowing={() => setFollowing(!isFollowing)}
        />
        <ClassAnnouncements poll={poll} presentation={presentation} />
        <WatchBanner watch={view.watch} />
        <div className="min-h-0 overflow-y-auto">
          <EyesFront eyesFront={view.eyesFront} />
          {/* Before the notes, which stay until they are put away: who does not see it does not answer. */}
          {poll && <PollCard key={poll.id} poll={poll} />}
          <ClassNotes notes={view.notes} />
        </div>
      </section>
      {presentation && isFollowing && (
        <FollowPanel
          key={`${presentation.by} ${presentation.instance} ${presentation.terminal}`}
          by={presentation.by}
          onClose={() => setFollowing(false)}
        />
      )}
    </div>
  )
}
