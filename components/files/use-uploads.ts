'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import type { InstanceName } from '../../server/protocol/ids.ts'
import { createFilesApi } from './file-request.ts'
import { uploadFile } from './upload-file.ts'
import { UploadQueue, type UploadItem } from './upload-queue.ts'

/** The uploads of an instance, for as long as whoever asks for them is shown. */
export function useUploads(instance: InstanceName): UploadQueue {
  const [queue] = useState(() => createUploads(instance))
  useEffect(() => () => queue.dispose(), [queue])
  return queue
}

export function useUploadItems(queue: UploadQueue): readonly UploadItem[] {
  return useSyncExternalStore(queue.subscribe, queue.items, queue.items)
}

function createUploads(instance: InstanceName): UploadQueue {
  return new UploadQueue({
    upload: ({ terminal, ...options }) => uploadFile({ origin: { instance, terminal }, ...options }),
    exists: async ({ name, terminal, signal }) => {
      const { size } = await createFilesApi({ instance, terminal }).state(`./${name}`, { signal })
      return size !== null
    },
  })
}
