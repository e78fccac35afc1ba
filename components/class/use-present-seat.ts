'use client'

import { useEffect, useState } from 'react'
import type { ClassView } from '../../server/protocol/class.ts'
import { createSessionApi } from '../session/session-api.ts'

/** The place that this browser has already, in a workshop that is not over; null also until that is known. */
export function usePresentSeat(): ClassView | null {
  const [seat, setSeat] = useState<ClassView | null>(null)
  useEffect(() => {
    let isWanted = true
    void createSessionApi()
      .getClass()
      // It only adds to the page: joining tells by itself when the server is away.
      .catch(() => null)
      .then((found) => {
        if (isWanted && found && found.phase !== 'ended') setSeat(found)
      })
    return () => void (isWanted = false)
  }, [])
  return seat
}
