'use client'

import { SessionTerminals } from './session-terminals.tsx'
import { AddError } from './session/add-error.tsx'
import { InstanceList } from './session/instance-list.tsx'
import { IsolationBanner } from './session/isolation-banner.tsx'
import { NoSession } from './session/no-session.tsx'
import { RegistryAccount } from './session/registry-account.tsx'
import { SessionHeader } from './session/session-header.tsx'
import { useSession } from './session/session-provider.tsx'

export function SessionPane() {
  const phase = useSession((state) => state.phase)
  const session = phase.status === 'open' ? phase.session : null
  return (
    <div className="flex h-full flex-col">
      {/* A narrow screen shows this half alone, without the heading of the chapter. */}
      <h1 className="sr-only lg:hidden">Terminal</h1>
      <IsolationBanner />
      {session && <SessionHeader session={session} />}
      {session?.account && <RegistryAccount account={session.account} />}
      {session && session.instances.length > 0 ? (
        <>
          <AddError />
          <InstanceList instances={session.instances} />
          <SessionTerminals instances={session.instances} />
        </>
      ) : (
        <NoSession phase={phase} />
      )}
    </div>
  )
}
