'use client'

import type { ReactNode } from 'react'
import type { SessionView } from '../server/protocol/session.ts'
import { AddError } from './session/add-error.tsx'
import { InstanceList } from './session/instance-list.tsx'
import { RegistryAccount } from './session/registry-account.tsx'
import { SessionHeader } from './session/session-header.tsx'
import { SessionTerminals } from './workbench/session-terminals.tsx'

/** What there is of a session: loaded when there is one. `invitation`: for when it has no instances. */
export function OpenSession({ session, invitation }: { session: SessionView; invitation: ReactNode }) {
  return (
    <>
      <SessionHeader session={session} />
      {session.account && <RegistryAccount account={session.account} />}
      {session.instances.length > 0 ? (
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
