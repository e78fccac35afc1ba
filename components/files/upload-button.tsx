'use client'

import { FileUp } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '../ui/button.tsx'
import type { UploadQueue } from './upload-queue.ts'

/** The way for those who cannot drag. */
export function UploadButton({ uploads, terminal }: { uploads: UploadQueue; terminal: number }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button variant="quiet" size="small" onClick={() => input.current?.click()}>
        <FileUp aria-hidden className="size-3.5" /> Upload…
      </Button>
      <input
        ref={input}
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
    </>
  )
}
