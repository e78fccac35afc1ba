'use client'

import { DoneBar } from './done-bar.tsx'
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
    <span className="print:hidden">
      <DoneBar done={done} checks={checks} />
    </span>
  )
}
