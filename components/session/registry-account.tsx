'use client'

import { KeyRound } from 'lucide-react'
import type { HubAccount } from '../../server/protocol/hub.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { OtherRegistriesButton } from './other-registries-button.tsx'
import { SecretValue } from './secret-value.tsx'

/** One line, because what is below it is the terminal. */
export function RegistryAccount({ account }: { account: HubAccount }) {
  return (
    <section
      aria-label="Your registry account"
      className="@container shrink-0 border-b border-line bg-surface px-3 py-1"
    >
      <div className="flex min-h-7 flex-wrap items-center gap-x-2 gap-y-0.5">
        <span
          aria-hidden
          title="For docker login, in this lab only"
          className="inline-flex items-center gap-1.5 text-xs text-ink-muted"
        >
          <KeyRound className="size-3.5" />
          <span className="hidden @lg:inline">Registry account</span>
        </span>
        <span className="inline-flex min-w-0 items-center">
          <span className="sr-only">User name </span>
          <span className="truncate font-mono text-xs">{account.username}</span>
          <CopyButton
            text={account.username}
            label="Copy user name"
            variant="quiet"
            size="small-icon"
            className="ml-1"
          />
        </span>
        <span className="inline-flex min-w-0 items-center">
          <span className="sr-only">Password </span>
          <SecretValue label="password" value={account.password} />
        </span>
        <span className="ml-auto">
          <OtherRegistriesButton account={account} />
        </span>
      </div>
    </section>
  )
}
