'use client'

import { useEffect, useState } from 'react'
import { replaceAddress } from './replace-address.ts'

/**
 * The secret of a link: what follows the `#`, which browsers send to no server. It is taken out of the address, so that
 * neither history nor whoever sees the screen has it. The tab keeps it for a reload until the page is left. Null: not read
 * yet; empty: there is none.
 */
export function useLinkKey(): string | null {
  const [key, setKey] = useState<string | null>(null)
  useEffect(() => {
    function take() {
      const taken = window.location.hash.slice(1)
      if (taken !== '') replaceAddress(window.location.pathname)
      const kept = readKept()
      // An effect may run twice: what was taken the first time is not there any more.
      setKey((before) => taken || before || kept)
    }
    take()
    // The same page, with another link.
    window.addEventListener('hashchange', take)
    return () => window.removeEventListener('hashchange', take)
  }, [])
  useEffect(() => {
    if (!key) return undefined
    const name = storageName()
    keep(name, key)
    // Not done for a reload.
    return () => forget(name)
  }, [key])
  return key
}

/** Once it is used: before a page is loaded in place of this one, which does not count as leaving it. */
export function forgetLinkKey(): void {
  forget(storageName())
}

/** Each page has its own: a key of one opens nothing on another. */
function storageName(): string {
  return `drydock-link-key:${window.location.pathname}`
}

function readKept(): string {
  try {
    return sessionStorage.getItem(storageName()) ?? ''
  } catch {
    // A browser may refuse storage.
    return ''
  }
}

function keep(name: string, key: string): void {
  try {
    sessionStorage.setItem(name, key)
  } catch {
    // Refused: after a reload the link has to be opened again.
  }
}

function forget(name: string): void {
  try {
    sessionStorage.removeItem(name)
  } catch {
    // Refused: nothing is kept.
  }
}
