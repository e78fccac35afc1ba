'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { explain, hasCode } from '../session/session-api.ts'

export type Polled<T> =
  | { status: 'loading' }
  /** Who asks is no instructor. */
  | { status: 'refused' }
  /** `problem`: why the data may be out of date. */
  | { status: 'shown'; data: T; problem: string | null }
  | { status: 'failed'; problem: string }

/**
 * What the broker answers, read again and again; the function that is returned reads it at once. What was read stays on
 * the page when the server is away. `read` must be the same function each time.
 */
export function usePolled<T>(read: () => Promise<T>, intervalMs: number): [Polled<T>, () => void] {
  const [state, setState] = useState<Polled<T>>({ status: 'loading' })
  const poller = useRef<{ pollNow(): void }>(undefined)

  useEffect(() => {
    /** The newest reading; answers to older ones come too late. */
    let current = {}
    let timer: ReturnType<typeof setTimeout> | undefined

    async function poll() {
      clearTimeout(timer)
      const reading = (current = {})
      const next = await readOnce(read)
      if (current !== reading) return
      setState((previous) => {
        if (next.status !== 'failed' || previous.status !== 'shown') return next
        return { ...previous, problem: next.problem }
      })
      timer = setTimeout(() => void poll(), intervalMs)
    }

    poller.current = { pollNow: () => void poll() }
    void poll()
    return () => {
      current = {}
      clearTimeout(timer)
    }
  }, [read, intervalMs])

  return [state, useCallback(() => poller.current?.pollNow(), [])]
}

async function readOnce<T>(read: () => Promise<T>): Promise<Polled<T>> {
  try {
    return { status: 'shown', data: await read(), problem: null }
  } catch (error) {
    if (hasCode(error, 'NOT_INSTRUCTOR')) return { status: 'refused' }
    return { status: 'failed', problem: explain(error) }
  }
}
