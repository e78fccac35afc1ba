'use client'

import { Hourglass } from 'lucide-react'
import type { InstanceView } from '../../server/protocol/session.ts'
import { Button } from '../ui/button.tsx'
import { describePosition, describeWait } from './describe-wait.ts'
import { useSessionClient } from './session-provider.tsx'

type Waiting = Extract<InstanceView, { status: 'starting' }>

/** The one instance that the session waits for while it has no other; else it waits in the list. */
export function onlyWaiting(instances: readonly InstanceView[]): Waiting | undefined {
  const [first, ...others] = instances
  if (others.length > 0 || first?.status !== 'starting') return undefined
  return first.place ? first : undefined
}

/** The terminal's place while there is no room: the position in the line, and what to expect. */
export function WaitingRoom({ instance: { name, place } }: { instance: Waiting }) {
  const client = useSessionClient()
  if (!place) return null
  return (
    <div className="flex min-h-0 flex-1 overflow-y-auto bg-term-background">
      <section
        aria-label="Waiting room"
        className="m-auto flex w-full max-w-md flex-col items-center gap-4 px-6 py-10 text-center"
      >
        <Hourglass aria-hidden className="size-10 text-accent" strokeWidth={1.25} />
        {/* One status: a change of the estimate is read with the position. */}
        <div role="status" className="flex flex-col gap-2">
          <h2 className="text-lg font-semibold">{describePosition(place)}</h2>
          <p>{describeWait(place)}</p>
        </div>
        <p className="text-sm text-ink-muted">
          Leave this page open: {name} starts by itself. You can read on meanwhile, and reload the page; when
          it is closed for two minutes, your place goes to the next one.
        </p>
        <Button onClick={() => void client.deleteInstance(name)}>Leave the line</Button>
      </section>
    </div>
  )
}
