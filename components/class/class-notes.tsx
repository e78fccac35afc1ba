'use client'

import { useState } from 'react'
import type { ClassNote } from '../../server/protocol/class.ts'
import { Button } from '../ui/button.tsx'
import { NoteCard } from './note-card.tsx'

/** In view at once: what is below is the terminal. */
const SHOWN = 2

/** What instructors have sent, the newest first. */
export function ClassNotes({ notes }: { notes: readonly ClassNote[] }) {
  const [isAll, setAll] = useState(false)
  const newestFirst = notes.toReversed()
  const shown = isAll ? newestFirst : newestFirst.slice(0, SHOWN)
  const hidden = notes.length - shown.length
  return (
    // The region stays in the page: a screen reader says only what comes into one.
    <section aria-label="Notes">
      <div aria-live="polite" aria-relevant="additions">
        {shown.map((note) => (
          <NoteCard key={note.id} note={note} />
        ))}
      </div>
      {(hidden > 0 || isAll) && notes.length > SHOWN && (
        <div className="border-t border-line px-3 py-1">
          <Button variant="quiet" size="small" aria-expanded={isAll} onClick={() => setAll(!isAll)}>
            {isAll ? 'Show the newest only' : `Show ${hidden} older`}
          </Button>
        </div>
      )}
    </section>
  )
}
