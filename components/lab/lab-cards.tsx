import Link from 'next/link'
import type { LabSummary } from './chapter-summary.ts'
import { LabProgress } from './lab-progress.tsx'

export function LabCards({ labs }: { labs: (LabSummary & { summary: string })[] }) {
  if (labs.length === 0)
    return <p>There are no labs yet. Add one to the lab-content folder and start again.</p>
  return (
    <ul role="list" className="grid gap-4 sm:grid-cols-2">
      {labs.map((lab) => {
        const { id, title, summary, chapters } = lab
        const minutes = chapters.reduce((sum, chapter) => sum + chapter.minutes, 0)
        return (
          <li
            key={id}
            className="relative flex flex-col rounded-lg border border-line bg-surface p-5 hover:border-accent"
          >
            <h2 className="text-lg font-semibold">
              <Link href={`/labs/${id}`} className="after:absolute after:inset-0">
                {title}
              </Link>
            </h2>
            <p className="mt-2 text-sm text-ink-muted">{summary}</p>
            <p className="mt-auto pt-4 text-xs text-ink-muted">
              {chapters.length} {chapters.length === 1 ? 'chapter' : 'chapters'} · about {roughly(minutes)}
            </p>
            <LabProgress lab={lab} />
          </li>
        )
      })}
    </ul>
  )
}

function roughly(minutes: number): string {
  return minutes < 60 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
