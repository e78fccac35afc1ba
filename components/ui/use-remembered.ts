'use client'

import { useSyncExternalStore } from 'react'

/** Tells the hooks of this page about a change; the browser tells only other tabs. */
const CHANGED = 'drydock-remembered'

/** A small choice that the browser keeps. The server renders the usual one. */
export function useRemembered(key: string, usual: string): [string, (value: string) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => readRemembered(key) ?? usual,
    () => usual,
  )
  return [value, (next) => remember(key, next)]
}

/** How many of the keys have this value. */
export function useRememberedCount(keys: readonly string[], value: string): number {
  return useSyncExternalStore(
    subscribe,
    () => keys.filter((key) => readRemembered(key) === value).length,
    () => 0,
  )
}

/** Null without storage, which a browser may refuse. */
export function readRemembered(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Refused or full: the choice then holds for nothing but comfort is lost.
  }
  window.dispatchEvent(new Event(CHANGED))
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener(CHANGED, onChange)
  window.addEventListener('storage', onChange)
  return () => {
    window.removeEventListener(CHANGED, onChange)
    window.removeEventListener('storage', onChange)
  }
}
