'use client'

import type { ClassView } from '../../server/protocol/class.ts'
import { chapterPath } from '../lab/chapter-summary.ts'
import { OpenLabButton } from './open-lab-button.tsx'
import { PersonalLink } from './personal-link.tsx'

/** `isLeft`: somebody is about to join another workshop. */
export function PresentSeat({ seat, isLeft }: { seat: ClassView; isLeft: boolean }) {
  const { title, name, lab, chapters, personalUrl } = seat
  const [first] = chapters
  return (
    <section
      aria-label="Your place"
      className="flex flex-col gap-4 rounded-lg border border-accent/40 bg-accent-soft p-4"
    >
      <p role="status">
        You have a place in “{title}” already, as {name}.
        {isLeft &&
          ' This browser leaves it when you join another workshop; its personal link brings it back.'}
      </p>
      <PersonalLink url={personalUrl} />
      <OpenLabButton path={first === undefined ? `/labs/${lab}` : chapterPath(lab, first)} />
    </section>
  )
}
