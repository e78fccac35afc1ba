'use client'

import { Award } from 'lucide-react'
import Link from 'next/link'
import { useSession } from '../session/session-provider.tsx'
import type { LabSummary } from './chapter-summary.ts'
import { summariseProgress } from './summarise-progress.ts'

/** Under the chapter list, once all that is not optional is done. */
export function CertificateLink({ lab }: { lab: LabSummary }) {
  const progress = useSession((state) => state.progress)
  if (!summariseProgress(lab, progress).isCoreDone) return null
  return (
    <Link
      href={`/certificate/${lab.id}`}
      className="mt-3 flex items-center gap-2 rounded-md border border-accent bg-accent-soft px-2.5 py-2 text-sm font-medium text-accent-strong hover:underline"
    >
      <Award aria-hidden className="size-4 shrink-0" />
      Everything is done: your certificate
    </Link>
  )
}
