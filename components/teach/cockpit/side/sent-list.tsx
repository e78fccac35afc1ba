'use client'

import type { ClassNote } from '../../../../server/protocol/class.ts'
import { formatTime } from '../../../session/format-moment.ts'
import { useCockpit } from '../cockpit-provider.tsx'

const KINDS = { message: 'Message', hint: 'Hint', offer: 'Command' } satisfies Record<
  ClassNote['kind'],
  string
>

/** What instructors have sent, the newest first. */
export function SentList() {
  const sent = useCockpit((state) => state.room?.sent)
  const areNamesHidden = useCockpit((state) => state.areNamesHidden)
  if (!sent || sent.length === 0) return null
  return (
    <section aria-labelledby="sent" className="rounded-lg border border-line bg-surface p-3">
      <h2 id="sent" className="text-base font-semibold">
        Sent
      </h2>
      {/* It is scrolled by keyboard, too. */}
      <ul
        role="list"
        tabIndex={0}
        aria-labelledby="sent"
        className="mt-2 flex max-h-80 flex-col gap-2 overflow-y-auto text-sm"
      >
        {sent.toReversed().map(({ id, at, from, kind, to, text, command }) => (
          <li key={id}>
            <p className="text-xs text-ink-muted">
              {formatTime(at)} · {KINDS[kind]} from {from} to{' '}
              {to === null ? 'all' : areNamesHidden ? 'one participant' : to}
            </p>
            <p className="wrap-anywhere whitespace-pre-wrap">{text}</p>
            {command !== null && (
              <pre className="mt-0.5 overflow-x-auto rounded bg-sunken px-2 py-1 font-mono text-xs">
                {command}
              </pre>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
