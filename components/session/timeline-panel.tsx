'use client'

import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { CLOSING_SENTENCES, describeEvent } from '../../server/protocol/describe-event.ts'
import type { SessionEnd, Timeline } from '../../server/protocol/timeline.ts'
import { Button } from '../ui/button.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { formatTime } from './format-moment.ts'
import { useSessionClient } from './session-provider.tsx'
import { TimelineList } from './timeline-list.tsx'

/** Reads the timeline when it is shown, and follows it while the session is open. */
export function TimelinePanel() {
  const { timeline } = useSessionClient()
  const reading = useStore(timeline.store)
  useEffect(() => void timeline.read(), [timeline])

  switch (reading.status) {
    case 'unread':
    case 'loading':
      return (
        <p role="status" className="flex items-center gap-2 text-sm text-ink-muted">
          <Spinner className="size-4" /> Reading what happened …
        </p>
      )
    case 'failed':
      return (
        <div className="flex flex-wrap items-center gap-3">
          <p role="alert" className="text-sm">
            {reading.problem}
          </p>
          <Button size="small" onClick={() => void timeline.read()}>
            Try again
          </Button>
        </div>
      )
    case 'read':
      return <Events timeline={reading.timeline} />
  }
}

function Events({ timeline: { ended, entries, isCut } }: { timeline: Timeline }) {
  const last = entries.at(-1)
  const [firstSeen] = useState(last?.id)
  return (
    <>
      {ended && <p className="mb-3 text-sm font-medium">{endSentence(ended)}</p>}
      {entries.length === 0 ? (
        <p className="text-sm text-ink-muted">Nothing has been written down yet.</p>
      ) : (
        <TimelineList entries={entries} />
      )}
      {isCut && entries.length > 0 && (
        <p className="mt-3 text-xs text-ink-muted">What happened before that is no longer kept.</p>
      )}
      <p role="status" className="sr-only">
        {last && last.id !== firstSeen && describeEvent(last.event, { time: formatTime })}
      </p>
    </>
  )
}

function endSentence({ at, by }: SessionEnd): string {
  const why = by === null ? '' : ` ${CLOSING_SENTENCES[by]}`
  return `The session ended at ${formatTime(at)}.${why}`
}
