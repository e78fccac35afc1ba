'use client'

import { useRememberedCount } from '../ui/use-remembered.ts'
import { ANSWERED_RIGHT } from './quiz-question.tsx'

export function QuizScore({ keys }: { keys: string[] }) {
  const right = useRememberedCount(keys, ANSWERED_RIGHT)
  return (
    <p role="status" className="text-sm text-ink-muted tabular-nums print:hidden">
      {right} of {keys.length} right
    </p>
  )
}
