'use client'

import { useEffect, useState } from 'react'
import { replaceAddress } from './replace-address.ts'
import { forgetInTab, keepInTab, readInTab } from './tab-storage.ts'

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
      const kept = readInTab(storageName()) ?? ''
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
    keepInTab(name, key)
    // Not done for a reload.
    return () => forgetInTab(name)
  }, [key])
  return key
}

/** Once it is used: before a page is loaded in place of this one, which does not count as leaving it. */
export function forgetLinkKey(): void {
  forgetInTab(storageName())
}

/** Each page has its own: a key of one opens nothing on another. */
function storageName(): string {
  return `drydock-link-key:${window.location.pathname}`
}
