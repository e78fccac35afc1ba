'use client'

import { useEffect, useState } from 'react'
import { z } from 'zod'
import { rosterEntrySchema, type RosterEntry } from '../../server/protocol/roster.ts'
import { ApiError, explain, readJson } from '../session/session-api.ts'

const POLL_MS = 5_000
const rosterSchema = z.array(rosterEntrySchema)

export type RosterState =
  | { status: 'loading' }
  | { status: 'refused' }
  /** `problem`: why the entries may be out of date. */
  | { status: 'shown'; entries: RosterEntry[]; problem: string | null }
  | { status: 'failed'; problem: string }

/** All open sessions, read again and again. What was read stays on the page when the server is away. */
export function useRoster(): RosterState {
  const [state, setState] = useState<RosterState>({ status: 'loading' })

  useEffect(() => {
    let isGone = false
    let timer: ReturnType<typeof setTimeout> | undefined

    async function poll() {
      const next = await readRoster()
      if (isGone) return
      setState((previous) => {
        if (next.status !== 'failed' || previous.status !== 'shown') return next
        return { ...previous, problem: next.problem }
      })
      timer = setTimeout(() => void poll(), POLL_MS)
    }

    void poll()
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [])

  return state
}

async function readRoster(): Promise<RosterState> {
  try {
    return {
      status: 'shown',
      entries: await readJson('GET', '/api/teach/sessions', rosterSchema),
      problem: null,
    }
  } catch (error) {
    if (error instanceof ApiError && error.code === 'NOT_INSTRUCTOR') return { status: 'refused' }
    return { status: 'failed', problem: explain(error) }
  }
}
