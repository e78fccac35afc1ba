'use client'

import { X } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { formatBytes } from '../ui/format-bytes.ts'
import { ProgressBar } from './progress-bar.tsx'
import type { UploadItem, UploadQueue } from './upload-queue.ts'

export function UploadRow({ item, uploads }: { item: UploadItem; uploads: UploadQueue }) {
  const { id, name, state } = item
  const isUnderWay = state.status === 'waiting' || state.status === 'uploading'
  return (
    <li className="flex items-center gap-2 px-3 py-2 text-sm">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{name}</p>
        {state.status === 'uploading' ? (
          <ProgressBar label={`Uploading ${name}`} done={state.sentBytes} total={item.totalBytes} />
        ) : (
          <p className={state.status === 'failed' ? 'text-xs text-danger' : 'text-xs text-ink-muted'}>
            {describe(item)}
          </p>
        )}
      </div>
      {state.status === 'asking' && (
        <Button size="small" onClick={() => uploads.replace(id)} aria-label={`Replace ${name}`}>
          Replace
        </Button>
      )}
      {state.status === 'failed' && state.isRetryable && (
        <Button size="small" onClick={() => uploads.retry(id)} aria-label={`Retry ${name}`}>
          Retry
        </Button>
      )}
      <Button
        variant="quiet"
        size="small-icon"
        onClick={() => uploads.remove(id)}
        aria-label={isUnderWay ? `Cancel ${name}` : `Dismiss ${name}`}
      >
        <X aria-hidden className="size-4" />
      </Button>
    </li>
  )
}

function describe({ state, totalBytes }: UploadItem): string {
  switch (state.status) {
    case 'waiting':
      return `Waiting · ${formatBytes(totalBytes)}`
    case 'uploading':
      return ''
    case 'asking':
      return 'There is a file of that name already.'
    case 'done':
      return `${state.path} · ${formatBytes(totalBytes)}`
    case 'failed':
      return state.message
  }
}
