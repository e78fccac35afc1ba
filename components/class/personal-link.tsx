'use client'

import { useId } from 'react'
import { CopyButton } from '../ui/copy-button.tsx'

export function PersonalLink({ url }: { url: string }) {
  const id = useId()
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        Your personal link
      </label>
      <div className="flex flex-wrap items-center gap-2">
        <input
          id={id}
          readOnly
          value={url}
          aria-describedby={`${id}-hint`}
          onFocus={({ currentTarget }) => currentTarget.select()}
          className="min-w-0 flex-1 basis-56 rounded-md border border-line-strong bg-sunken px-2 py-1.5 font-mono text-sm"
        />
        <CopyButton text={url} label="Copy" isLabelVisible />
      </div>
      <p id={`${id}-hint`} className="text-xs text-ink-muted">
        Keep this: it opens your place from any browser. Show it to nobody, for whoever has it works as you.
      </p>
    </div>
  )
}
