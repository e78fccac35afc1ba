import { BadgeCheck } from 'lucide-react'
import type { HubRepositorySummary } from '../../server/protocol/hub.ts'

const BADGE = 'inline-flex items-center gap-1 rounded px-1.5 py-0.5 text-xs font-medium whitespace-nowrap'

export function RepositoryBadges({ isOfficial, originUrl }: HubRepositorySummary) {
  return (
    <>
      {isOfficial && (
        <span className={`${BADGE} bg-accent-soft text-accent-strong`}>
          <BadgeCheck aria-hidden className="size-3.5" /> Official image
        </span>
      )}
      {originUrl !== null && <span className={`${BADGE} bg-warn-soft text-warn`}>Lab stand-in</span>}
    </>
  )
}
