import type { ClassView } from '../../server/protocol/class.ts'

/** For who listens: what comes for the whole class and is not in a region of its own that is read out. */
export function ClassAnnouncements({ poll, presentation }: Pick<ClassView, 'poll' | 'presentation'>) {
  return (
    <div aria-live="polite" aria-relevant="additions" className="sr-only">
      {poll?.isOpen && <p key={poll.id}>A question: {poll.question}</p>}
      {presentation && <p>{presentation.by} shows a terminal, which you can follow.</p>}
    </div>
  )
}
