'use client'

import type { Ref } from 'react'
import type { UploadQueue } from './upload-queue.ts'

/** Chooses files to upload: the way for those who cannot drag. A click on it opens the browser's dialogue. */
export function UploadInput({
  ref,
  uploads,
  terminal,
}: {
  ref: Ref<HTMLInputElement>
  uploads: UploadQueue
  /** The shell in whose folder files land. */
  terminal: number
}) {
  return (
    <input
      ref={ref}
      type="file"
      multiple
      hidden
      aria-label="Files to upload"
      onChange={({ currentTarget }) => {
        uploads.add({ files: [...(currentTarget.files ?? [])], folders: [] }, terminal)
        // So that the same file can be chosen again.
        currentTarget.value = ''
      }}
    />
  )
}
