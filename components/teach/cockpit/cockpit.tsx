'use client'

import type { WorkshopId } from '../../../server/protocol/workshop.ts'
import { CockpitDesk } from './cockpit-desk.tsx'
import { CockpitGate } from './cockpit-gate.tsx'
import { CockpitProvider } from './cockpit-provider.tsx'

/** The instructor's view of a workshop that is under way. */
export function Cockpit({ workshop }: { workshop: WorkshopId }) {
  return (
    <CockpitProvider key={workshop} workshop={workshop}>
      <CockpitGate>
        <CockpitDesk />
      </CockpitGate>
    </CockpitProvider>
  )
}
