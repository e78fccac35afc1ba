'use client'

import type { ReadyInstanceView } from '../../server/protocol/session.ts'
import { classNames } from '../ui/class-names.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { formatDuration } from '../ui/format-duration.ts'
import { useNow } from '../ui/use-now.ts'
import { PortLinks } from './port-links.tsx'
import { useSession, useSessionClient } from './session-provider.tsx'
import { UsageMeters } from './usage-meters.tsx'

export function ReadyInstance({ instance }: { instance: ReadyInstanceView }) {
  const { name, ip, startedAt, usage, ports, isEngineUp } = instance
  const client = useSessionClient()
  const isActive = useSession((state) => state.activeInstance === name)
  const now = useNow(10_000)
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
      <div className="flex items-center gap-2">
        <button
          type="button"
          onClick={() => client.focusTerminal(name)}
          aria-current={isActive}
          title={`Go to the terminal of ${name}`}
          className="inline-flex h-7 cursor-pointer items-center gap-2 rounded font-mono text-sm font-semibold hover:underline aria-[current=true]:text-accent-strong"
        >
          <span
            aria-hidden
            className={classNames('size-2 rounded-full', isEngineUp ? 'bg-accent' : 'bg-warn')}
          />
          {name}
        </button>
        <span className="inline-flex items-center font-mono text-xs text-ink-muted">
          {ip}
          <CopyButton text={ip} label={`Copy address of ${name}`} variant="quiet" size="small-icon" />
        </span>
      </div>
      <span className="ml-auto text-xs text-ink-muted tabular-nums @lg:order-last @lg:ml-0">
        {now !== null && `up ${formatDuration(now - startedAt)}`}
      </span>
      <div className="basis-full @lg:flex-1 @lg:basis-0">
        <UsageMeters usage={usage} />
      </div>
      {(ports.length > 0 || !isEngineUp) && (
        <div className="order-last flex basis-full flex-wrap items-center gap-2">
          {!isEngineUp && (
            <span role="status" className="rounded bg-warn-soft px-2 py-0.5 text-xs font-medium text-warn">
              Docker Engine is down
            </span>
          )}
          <PortLinks ports={ports} />
        </div>
      )}
    </div>
  )
}
