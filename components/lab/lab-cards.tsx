import Link from 'next/link'
import type { PublicLab } from '../../server/protocol/lab.ts'

export function LabCards({ labs }: { labs: PublicLab[] }) {
  if (labs.length === 0)
    return <p>There are no labs yet. Add one to the lab-content folder and start again.</p>
  return (
    <ul role="list" className="grid gap-4 sm:grid-cols-2">
      {labs.map(({ id, title, summary, chapters }) => {
        const minutes = chapters.reduce((sum, chapter) => sum + chapter.minutes, 0)
        return (
          <li key={id} className="relative rounded-lg border border-line bg-surface p-5 hover:border-accent">
            <h2 className="text-lg font-semibold">
              <Link href={`/labs/${id}`} className="after:absolute after:inset-0">
                {title}
              </Link>
            </h2>
            <p className="mt-2 text-sm text-ink-muted">{summary}</p>
            <p className="mt-4 text-xs text-ink-muted">
              {chapters.length} chapters · about {Math.max(1, Math.round(minutes / 60))} h
            </p>
          </li>
        )
      })}
    </ul>
  )
}
