'use client'

import { useDoneChecks } from './use-done-checks.ts'

export function ChapterProgressBar({
  lab,
  chapter,
  checks,
}: {
  lab: string
  chapter: string
  checks: number
}) {
  const done = useDoneChecks(lab, chapter).size
  return (
    <span className="inline-flex items-center gap-2 print:hidden">
      <svg aria-hidden viewBox="0 0 100 4" preserveAspectRatio="none" className="h-1 w-20">
        <rect width="100" height="4" rx="2" className="fill-line" />
        <rect width={(100 * Math.min(done, checks)) / checks} height="4" rx="2" className="fill-accent" />
      </svg>
      <span className="tabular-nums">
        {done} of {checks} checks
      </span>
    </span>
  )
}
