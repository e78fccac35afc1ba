'use client'

import { useEffect, useState } from 'react'

/** The time, again and again. Null on the server and in the first render, whose HTML must not depend on a clock. */
export function useNow(intervalMs: number): number | null {
  const [now, setNow] = useState<number | null>(null)
  useEffect(() => {
    const update = () => setNow(Date.now())
    update()
    const timer = setInterval(update, intervalMs)
    return () => clearInterval(timer)
  }, [intervalMs])
  return now
}
