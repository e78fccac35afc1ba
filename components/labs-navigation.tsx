import { LibraryBig } from 'lucide-react'
import Link from 'next/link'

/** In the heading of every page. */
export function LabsNavigation() {
  return (
    <Link
      href="/labs"
      prefetch={false}
      title="All labs"
      className="inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-sm font-medium text-ink-muted hover:bg-sunken hover:text-ink"
    >
      <LibraryBig aria-hidden className="size-4" />
      <span className="max-sm:sr-only">All labs</span>
    </Link>
  )
}
