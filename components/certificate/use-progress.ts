'use client'

import { useCallback, useEffect, useState } from 'react'
import { progressAnswerSchema, type ProgressAnswer } from '../../server/protocol/checks.ts'
import { explain, isGone, readJson } from '../session/session-api.ts'

export type ProgressReading =
  | { status: 'loading' }
  /** There is no session. */
  | { status: 'none' }
  | { status: 'failed'; problem: string }
  | { status: 'read'; answer: ProgressAnswer }

/** What the session has done, and when. Read once; `retry` reads again. */
export function useProgress(): [ProgressReading, () => void] {
  const [reading, setReading] = useState<ProgressReading>({ status: 'loading' })
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let isWanted = true
    void read().then((next) => isWanted && setReading(next))
    return () => void (isWanted = false)
  }, [attempt])
  return [reading, useCallback(() => setAttempt((count) => count + 1), [])]
}

async function read(): Promise<ProgressReading> {
  try {
    return { status: 'read', answer: await readJson('GET', '/api/session/progress', progressAnswerSchema) }
  } catch (error) {
    return isGone(error) ? { status: 'none' } : { status: 'failed', problem: explain(error) }
  }
}
