'use client'

import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { readJson } from '../session/session-api.ts'
import { useSession } from '../session/session-provider.tsx'
import { HubReader } from './hub-reader.ts'
import { nextResource, type HubResource } from './hub-resource.ts'

/**
 * What the broker answers at a path, read again when the session pushes; `pushes` rises with each push that matters.
 * While another path is being read, the answer to the one before it stays.
 */
export function useHubResource<T>(
  path: string,
  schema: z.ZodType<T>,
  pushes: number,
): [HubResource<T>, () => void] {
  const [resource, setResource] = useState<HubResource<T>>({ status: 'loading' })
  const isFollowed = useSession(({ socket }) => socket.status === 'open')
  const reader = useRef<HubReader<T> | null>(null)

  useEffect(() => {
    const current = new HubReader(
      () => readJson('GET', path, schema),
      (outcome) => setResource((previous) => nextResource(previous, path, outcome)),
    )
    reader.current = current
    current.refresh()
    return () => current.dispose()
  }, [path, schema])

  // Each new connection may have missed pushes.
  useEffect(() => {
    reader.current?.setPolling(!isFollowed)
    if (isFollowed) reader.current?.refresh()
  }, [isFollowed, path, schema])

  useEffect(() => {
    if (pushes > 0) reader.current?.refresh()
  }, [pushes])

  return [resource, () => reader.current?.refresh()]
}
