'use client'

import { useState, useSyncExternalStore } from 'react'

/** A small number that lasts as long as the tab, through reloads. The server renders the usual one. */
export function useRememberedInTab(key: string, usual: number): [number, (value: number) => void] {
  const stored = useSyncExternalStore(
    neverChanges,
    () => read(key) ?? usual,
    () => usual,
  )
  const [latest, setLatest] = useState<number>()
  return [
    latest ?? stored,
    (value) => {
      setLatest(value)
      write(key, value)
    },
  ]
}

function read(key: string): number | undefined {
  try {
    const stored = Number.parseInt(sessionStorage.getItem(key) ?? '', 10)
    return Number.isNaN(stored) ? undefined : stored
  } catch {
    // A browser may refuse storage.
    return undefined
  }
}

function write(key: string, value: number): void {
  try {
    sessionStorage.setItem(key, String(value))
  } catch {
    // Refused: it lasts until the next reload.
  }
}

/** Only who writes reads it. */
function neverChanges(): () => void {
  return () => undefined
}
