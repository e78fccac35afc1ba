'use client'

import { useState, useSyncExternalStore } from 'react'
import { keepInTab, readInTab } from './tab-storage.ts'

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
      keepInTab(key, String(value))
    },
  ]
}

function read(key: string): number | undefined {
  const stored = Number.parseInt(readInTab(key) ?? '', 10)
  return Number.isNaN(stored) ? undefined : stored
}

/** Only who writes reads it. */
function neverChanges(): () => void {
  return () => undefined
}
