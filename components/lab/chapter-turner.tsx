import { ArrowLeft, ArrowRight, Award } from 'lucide-react'
import Link from 'next/link'
import type { PublicChapter, PublicLab } from '../../server/protocol/lab.ts'
import { chapterPath } from './chapter-summary.ts'

const CARD =
  'flex flex-1 basis-56 items-center gap-3 rounded-lg border border-line p-3 hover:border-accent hover:bg-sunken'

export function ChapterTurner({ lab, chapter }: { lab: PublicLab; chapter: PublicChapter }) {
  const index = lab.chapters.findIndex(({ id }) => id === chapter.id)
  const previous = lab.chapters[index - 1]
  const next = lab.chapters[index + 1]
  return (
    <nav
      aria-label="Previous and next chapter"
      className="mt-12 flex flex-wrap gap-3 border-t border-line pt-5 print:hidden"
    >
      {previous && (
        <Link href={chapterPath(lab.id, previous.id)} rel="prev" className={CARD}>
          <ArrowLeft aria-hidden className="size-4 shrink-0 text-ink-muted" />
          <span className="min-w-0">
            <span className="block text-xs text-ink-muted">Previous</span>
            <span className="block text-sm font-medium">{previous.title}</span>
          </span>
        </Link>
      )}
      {!next && (
        <Link href={`/certificate/${lab.id}`} className={`${CARD} justify-end text-right`}>
          <span className="min-w-0">
            <span className="block text-xs text-ink-muted">At the end</span>
            <span className="block text-sm font-medium">Your certificate</span>
          </span>
          <Award aria-hidden className="size-4 shrink-0 text-ink-muted" />
        </Link>
      )}
      {next && (
        <Link href={chapterPath(lab.id, next.id)} rel="next" className={`${CARD} justify-end text-right`}>
          <span className="min-w-0">
            <span className="block text-xs text-ink-muted">Next</span>
            <span className="block text-sm font-medium">{next.title}</span>
          </span>
          <ArrowRight aria-hidden className="size-4 shrink-0 text-ink-muted" />
        </Link>
      )}
    </nav>
  )
}
