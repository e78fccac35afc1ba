'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'

/** Hidden at first: a class looks at the projector. */
export function SecretValue({ label, value }: { label: string; value: string }) {
  const [isShown, setIsShown] = useState(false)
  const Icon = isShown ? EyeOff : Eye
  const toggleLabel = `${isShown ? 'Hide' : 'Show'} ${label}`
  return (
    <span className="inline-flex min-w-0 items-center">
      {isShown ? (
        <span className="mr-1 min-w-0 font-mono text-xs break-all">{value}</span>
      ) : (
        <>
          <span aria-hidden className="mr-1 text-xs tracking-widest text-ink-muted">
            ••••••
          </span>
          <span className="sr-only">hidden</span>
        </>
      )}
      <Button
        variant="quiet"
        size="small-icon"
        aria-label={toggleLabel}
        title={toggleLabel}
        onClick={() => setIsShown(!isShown)}
      >
        <Icon aria-hidden className="size-3.5" />
      </Button>
      <CopyButton text={value} label={`Copy ${label}`} variant="quiet" size="small-icon" />
    </span>
  )
}
