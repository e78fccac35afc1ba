'use client'

import { z } from 'zod'
import { rosterEntrySchema, type RosterEntry } from '../../server/protocol/roster.ts'
import { readJson } from '../session/session-api.ts'
import { usePolled, type Polled } from './use-polled.ts'

const POLL_MS = 5_000
const rosterSchema = z.array(rosterEntrySchema)

const readRoster = (): Promise<RosterEntry[]> => readJson('GET', '/api/teach/sessions', rosterSchema)

/** All open sessions. */
export function useRoster(): Polled<RosterEntry[]> {
  return usePolled(readRoster, POLL_MS)[0]
}
