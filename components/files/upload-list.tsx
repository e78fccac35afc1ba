'use client'

import type { InstanceName } from '../../server/protocol/ids.ts'
import { UploadRow } from './upload-row.tsx'
import type { UploadItem, UploadQueue } from './upload-queue.ts'
import { useUploadItems } from './use-uploads.ts'

/** Lies over the lower edge of the terminal while there is something to tell. */
export function UploadList({ uploads, instance }: { uploads: UploadQueue; instance: InstanceName }) {
  const items = useUploadItems(uploads)
  return (
    <>
      <p role="status" className="sr-only">
        {announcement(items)}
      </p>
      {items.length > 0 && (
        <section
          aria-label={`Uploads to ${instance}`}
          className="absolute inset-x-3 bottom-3 z-10 ml-auto max-h-[50%] max-w-md overflow-y-auto rounded-lg border border-line bg-surface shadow-lift"
        >
          <ul className="divide-y divide-line">
            {items.map((item) => (
              <UploadRow key={item.id} item={item} uploads={uploads} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** What a screen reader hears: ends and questions, not each percent. */
function announcement(items: readonly UploadItem[]): string {
  return items.map(describe).findLast((text) => text !== '') ?? ''
}

function describe({ name, state }: UploadItem): string {
  switch (state.status) {
    case 'waiting':
    case 'uploading':
      return ''
    case 'done':
      return `${name} has been uploaded.`
    case 'asking':
      return `${name} is there already. Replace it?`
    case 'failed':
      return `${name} was not uploaded. ${state.message}`
  }
}
