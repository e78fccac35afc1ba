'use client'

import { FileUp } from 'lucide-react'
import type { ReactNode } from 'react'
import type { InstanceName } from '../../server/protocol/ids.ts'
import type { UploadQueue } from './upload-queue.ts'
import { useFileDrag } from './use-file-drag.ts'

export interface DropZoneProps {
  instance: InstanceName
  /** The shell in whose folder files land. */
  terminal: number
  /** Of the instance (`useUploads`): also its upload button adds to them. */
  uploads: UploadQueue
  children: ReactNode
}

/** Takes files that are dropped on what is inside, a terminal. */
export function DropZone({ instance, terminal, uploads, children }: DropZoneProps) {
  const [isOver, handlers] = useFileDrag((dropped) => uploads.add(dropped, terminal))
  return (
    <div className="relative size-full min-h-0 min-w-0" {...handlers}>
      {children}
      {isOver && (
        <div
          aria-hidden
          className="pointer-events-none absolute inset-1 z-20 grid place-items-center rounded-lg border-2 border-dashed border-accent bg-surface/90 text-sm font-medium"
        >
          <span className="flex items-center gap-2">
            <FileUp className="size-5" /> Drop to put into the shell’s folder on {instance}
          </span>
        </div>
      )}
    </div>
  )
}
