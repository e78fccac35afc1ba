'use client'

import type { Poll } from '../../../../server/protocol/class.ts'
import { Button } from '../../../ui/button.tsx'
import { sharePercent } from '../../../ui/share-percent.ts'
import { useCockpit, useCockpitClient } from '../cockpit-provider.tsx'
import { PollBars } from '../../../ui/poll-bars.tsx'

/** The question that is open, or the last result. */
export function PollResult() {
  const client = useCockpitClient()
  const poll = useCockpit((state) => state.room?.poll ?? null)
  const counted = useCockpit((state) => state.summary.counted)
  if (!poll) return null
  return (
    <section aria-label="Poll" className="rounded-lg border border-line bg-surface p-3">
      <h2 className="text-base font-semibold wrap-anywhere">{poll.question}</h2>
      <p className="mb-2 text-xs text-ink-muted">{describeAnswers(poll, counted)}</p>
      <PollBars poll={poll} />
      <div className="mt-3 flex flex-wrap gap-2">
        {poll.isOpen && (
          <>
            <Button
              size="small"
              onClick={() => void client.tell({ type: 'close-poll', isShared: true })}
              title="Participants see the result"
            >
              Close and share
            </Button>
            <Button size="small" onClick={() => void client.tell({ type: 'close-poll', isShared: false })}>
              Close
            </Button>
          </>
        )}
        <Button size="small" variant="quiet" onClick={() => void client.tell({ type: 'dismiss-poll' })}>
          Dismiss
        </Button>
      </div>
    </section>
  )
}

function describeAnswers({ counts, isOpen }: Poll, counted: number): string {
  const answers = (counts ?? []).reduce((sum, count) => sum + count, 0)
  const share = sharePercent(answers, counted)
  return `${isOpen ? 'Open' : 'Closed'}: ${answers} of ${counted} have answered${share === null ? '' : ` (${share} %)`}.`
}
