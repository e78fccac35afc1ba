'use client'

import { lazy, Suspense } from 'react'
import type { WorkshopId } from '../../../server/protocol/workshop.ts'
import { Notices } from '../../session/notices.tsx'
import { SessionProvider } from '../../session/session-provider.tsx'
import { CockpitConnection } from '../cockpit/cockpit-connection.tsx'
import { CockpitFrame } from '../cockpit/cockpit-frame.tsx'
import { CockpitGate } from '../cockpit/cockpit-gate.tsx'
import { CockpitProvider, useCockpit } from '../cockpit/cockpit-provider.tsx'
import { PresentMyTerminal } from './present-my-terminal.tsx'
import { PresenterFacts } from './presenter-facts.tsx'

const PresentedTerminal = lazy(async () => ({
  default: (await import('./presented-terminal.tsx')).PresentedTerminal,
}))

/** What a class sees on the wall of the room: nobody's progress, large letters, and the instructor's own terminal. */
export function Presenter({ workshop }: { workshop: WorkshopId }) {
  return (
    <SessionProvider>
      <CockpitProvider key={workshop} workshop={workshop}>
        <CockpitGate>
          <Stage />
        </CockpitGate>
      </CockpitProvider>
      <Notices />
    </SessionProvider>
  )
}

function Stage() {
  const title = useCockpit((state) => state.workshop?.title ?? '')
  const presentation = useCockpit((state) => state.room?.presentation ?? null)
  const isOwn = useCockpit(({ myName }) => presentation !== null && presentation.by === myName)
  return (
    <CockpitFrame title={title} tools={<PresentMyTerminal presentation={presentation} isOwn={isOwn} />}>
      <CockpitConnection />
      <PresenterFacts isCompact={isOwn} />
      {presentation && isOwn && (
        <Suspense>
          <PresentedTerminal
            key={`${presentation.instance}/${presentation.terminal}`}
            instance={presentation.instance}
            terminal={presentation.terminal}
          />
        </Suspense>
      )}
      {presentation && !isOwn && (
        <p className="text-2xl">{presentation.by} presents a terminal: follow it in your own page.</p>
      )}
    </CockpitFrame>
  )
}
