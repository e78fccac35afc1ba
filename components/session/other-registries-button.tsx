'use client'

import { ChevronDown } from 'lucide-react'
import type { HubAccount } from '../../server/protocol/hub.ts'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { PopoverPanel } from '../ui/popover-panel.tsx'
import { otherRegistries, type RegistryDetail } from './other-registries.ts'
import { SecretValue } from './secret-value.tsx'

/** Over the terminal, of which it takes no rows. */
export function OtherRegistriesButton({ account }: { account: HubAccount }) {
  return (
    <PopoverPanel
      label="Other registries"
      collisionPadding={12}
      className="max-h-(--radix-popover-content-available-height) w-[min(30rem,calc(100vw-1.5rem))] overflow-y-auto"
      trigger={
        <Button
          variant="quiet"
          size="small"
          aria-label="Other registries"
          title="ghcr.io, GitLab, gcr.io, ECR, Azure"
        >
          <span className="hidden @md:inline">Other registries</span>
          <ChevronDown aria-hidden className="size-3.5" />
        </Button>
      }
    >
      <h2 className="text-sm font-semibold">Your account at other registries</h2>
      <p className="mt-1 text-xs text-ink-muted">
        Accounts are made for this lab and work only inside it. The shell has them already: docker.io as{' '}
        <code className="font-mono">$DOCKER_USERNAME</code> and{' '}
        <code className="font-mono">$DOCKER_PASSWORD</code>, the others as named below.
      </p>
      {otherRegistries(account).map(({ title, login, details }) => (
        <section key={title} aria-label={title} className="mt-3 border-t border-line pt-2.5">
          <h3 className="text-sm font-medium">{title}</h3>
          <p className="text-xs text-ink-muted">{login}</p>
          <dl className="mt-1">
            {details.map((detail) => (
              <Detail key={detail.label} {...detail} />
            ))}
          </dl>
        </section>
      ))}
    </PopoverPanel>
  )
}

function Detail({ label, value, variable, isSecret = false }: RegistryDetail) {
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-2 text-xs">
      <dt className="flex w-38 shrink-0 flex-col leading-4 text-ink-muted">
        {label}
        {variable !== undefined && <code className="font-mono text-[0.6875rem]">{variable}</code>}
      </dt>
      <dd className="flex min-w-0 flex-1 basis-32 items-center">
        {isSecret ? (
          <SecretValue label={label} value={value} />
        ) : (
          <>
            <span className="mr-1 min-w-0 font-mono break-all">{value}</span>
            <CopyButton text={value} label={`Copy ${label}`} variant="quiet" size="small-icon" />
          </>
        )}
      </dd>
    </div>
  )
}
