'use client'

import type { ReactNode } from 'react'
import type { SessionView } from '../server/protocol/session.ts'
import { AddError } from './session/add-error.tsx'
import { EngineBanner } from './session/engine-banner.tsx'
import { InstanceList } from './session/instance-list.tsx'
import { RegistryAccount } from './session/registry-account.tsx'
import { SessionHeader } from './session/session-header.tsx'
import { SessionWarning } from './session/session-warning.tsx'
import { onlyWaiting, WaitingRoom } from './session/waiting-room.tsx'
import { SessionTerminals } from './workbench/session-terminals.tsx'

/** What there is of a session: loaded when there is one. `invitation`: for when it has no instances. */
export function OpenSession({ session, invitation }: { session: SessionView; invitation: ReactNode }) {
  const waiting = onlyWaiting(session.instances)
  return (
    <>
      <SessionHeader session={session} />
      {session.account && <RegistryAccount account={session.account} />}
      <EngineBanner session={session} />
      <SessionWarning session={session} />
      {waiting ? (
        <>
          <AddError />
          <WaitingRoom instance={waiting} />
        </>
      ) : session.instances.length > 0 ? (
        <>
          <AddError />
          <InstanceList instances={session.instances} />
          <SessionTerminals key={session.username} session={session} />
        </>
      ) : (
        invitation
      )}
    </>
  )
}
