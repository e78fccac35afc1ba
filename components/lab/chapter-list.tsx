'use client'

import { Check } from 'lucide-react'
import Link from 'next/link'
import { isLeftOut } from '../class/is-left-out.ts'
import { useSession } from '../session/session-provider.tsx'
import { classNames } from '../ui/class-names.ts'
import { CertificateLink } from './certificate-link.tsx'
import { chapterPath, type ChapterSummary, type LabSummary } from './chapter-summary.ts'
import { useDoneChecks } from './use-done-checks.ts'

export function ChapterList({
  lab,
  current,
  onChoose,
}: {
  lab: LabSummary
  current: string
  onChoose?: () => void
}) {
  return (
    <>
      <ol className="flex flex-col gap-0.5">
        {lab.chapters.map((chapter) => (
          <li key={chapter.id}>
            <ChapterLink
              lab={lab.id}
              chapter={chapter}
              isCurrent={chapter.id === current}
              onChoose={onChoose}
            />
          </li>
        ))}
      </ol>
      <CertificateLink lab={lab} />
    </>
  )
}

function ChapterLink({
  lab,
  chapter,
  isCurrent,
  onChoose,
}: {
  lab: string
  chapter: ChapterSummary
  isCurrent: boolean
  onChoose: (() => void) | undefined
}) {
  const done = Math.min(useDoneChecks(lab, chapter.id).size, chapter.checks)
  const isOutside = useSession(({ classView }) => isLeftOut(classView, { lab, chapter: chapter.id }))
  const isDone = chapter.checks > 0 && done === chapter.checks
  return (
    <Link
      href={chapterPath(lab, chapter.id)}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={onChoose}
      className={classNames(
        'flex items-baseline gap-2 rounded-md border-l-2 px-2.5 py-1.5 text-sm',
        isCurrent
          ? 'border-accent bg-accent-soft font-medium text-ink'
          : 'border-transparent text-ink-muted hover:bg-sunken hover:text-ink',
      )}
    >
      <span className="min-w-0 flex-1">
        {chapter.title}
        {chapter.level === 'optional' && <span className="text-xs"> (optional)</span>}
        {isOutside && <span className="block text-xs font-normal">not part of this workshop</span>}
      </span>
      {chapter.checks > 0 && (
        <span className={classNames('text-xs tabular-nums', isDone && 'text-accent-strong')}>
          {isDone && <Check aria-hidden className="mr-0.5 inline size-3.5" />}
          <span aria-hidden>
            {done}/{chapter.checks}
          </span>
          <span className="sr-only">
            , {done} of {chapter.checks} checks
          </span>
        </span>
      )}
    </Link>
  )
}
