'use client'

import type { ChapterSummary } from '../../lab/chapter-summary.ts'
import { Button } from '../../ui/button.tsx'
import { CheckField } from '../../ui/field.tsx'

export function ChapterChoice({
  chapters,
  chosen,
  onChange,
}: {
  chapters: readonly ChapterSummary[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}) {
  return (
    <fieldset className="rounded-md border border-line p-3">
      <legend className="px-1 text-sm font-medium">Chapters</legend>
      <div className="flex items-center gap-2 text-xs text-ink-muted">
        <span className="mr-auto">
          {chosen.length} of {chapters.length}
        </span>
        <Button size="small" variant="quiet" onClick={() => onChange(chapters.map(({ id }) => id))}>
          All
        </Button>
        <Button size="small" variant="quiet" onClick={() => onChange([])}>
          None
        </Button>
      </div>
      <div className="mt-1 grid max-h-48 gap-x-4 gap-y-1 overflow-y-auto sm:grid-cols-2">
        {chapters.map(({ id, title }) => (
          <CheckField
            key={id}
            label={title}
            checked={chosen.includes(id)}
            onChange={({ currentTarget }) =>
              onChange(currentTarget.checked ? [...chosen, id] : chosen.filter((other) => other !== id))
            }
          />
        ))}
      </div>
    </fieldset>
  )
}
