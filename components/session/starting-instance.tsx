'use client'

import { useState } from 'react'
import type { InstanceView } from '../../server/protocol/session.ts'
import { formatDuration } from '../ui/format-duration.ts'
import { describePosition, describeWait } from './describe-wait.ts'
import { Spinner } from '../ui/spinner.tsx'
import { useNow } from '../ui/use-now.ts'

const PHASES = {
  waiting: 'Waiting for its turn',
  creating: 'Creating the container',
  booting: 'Starting its Docker Engine',
} as const

export function StartingInstance({ instance }: { instance: Extract<InstanceView, { status: 'starting' }> }) {
  // The server does not tell since when it starts, and it starts in seconds.
  const [shownAt] = useState(() => Date.now())
  const now = useNow(200)
  return (
    <div className="flex min-h-8 items-center gap-2 text-sm">
      <Spinner className="size-4 text-accent" />
      <span className="font-mono font-semibold">{instance.name}</span>
      <span role="status" className="text-ink-muted">
        {instance.place
          ? `${describePosition(instance.place)} ${describeWait(instance.place)}`
          : `${PHASES[instance.phase]} …`}
      </span>
      <span className="ml-auto text-xs text-ink-muted tabular-nums">
        {formatDuration((now ?? shownAt) - shownAt)}
      </span>
    </div>
  )
}
