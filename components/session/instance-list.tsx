'use client'

import type { InstanceView } from '../../server/protocol/session.ts'
import { InstanceCard } from './instance-card.tsx'

export function InstanceList({ instances }: { instances: readonly InstanceView[] }) {
  if (instances.length === 0) return null
  return (
    <ul
      // Safari takes the role from a list without bullets.
      role="list"
      aria-label="Instances"
      className="max-h-[40%] shrink-0 divide-y divide-line overflow-y-auto border-b border-line"
    >
      {instances.map((instance) => (
        <li key={instance.name} className="@container px-3 py-2">
          <InstanceCard instance={instance} />
        </li>
      ))}
    </ul>
  )
}
