import { Boxes } from 'lucide-react'
import Link from 'next/link'
import { HUB_PATH } from './registry/hub-path.ts'

/** In the heading of every page. Fetched on a click: most visits are to the lab. */
export function HubNavigation() {
  return (
    <Link
      href={HUB_PATH}
      prefetch={false}
      title="What the lab’s registry has"
      className="inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-sm font-medium text-ink-muted hover:bg-sunken hover:text-ink"
    >
      <Boxes aria-hidden className="size-4" />
      Hub
    </Link>
  )
}
