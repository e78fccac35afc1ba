'use client'

import { useEffect, useState } from 'react'
import { replaceAddress } from './replace-address.ts'

/**
 * The secret of a link: what follows the `#`, which browsers send to no server. It is taken out of the address, so that
 * neither history nor whoever sees the screen has it. Null: not read yet; empty: there is none.
 */
export function useLinkKey(): string | null {
  const [key, setKey] = useState<string | null>(null)
  useEffect(() => {
    function take() {
      const taken = window.location.hash.slice(1)
      if (taken !== '') replaceAddress(window.location.pathname)
      // An effect may run twice: what was taken the first time is not there any more.
      setKey((before) => (taken === '' ? (before ?? '') : taken))
    }
    take()
    // The same page, with another link.
    window.addEventListener('hashchange', take)
    return () => window.removeEventListener('hashchange', take)
  }, [])
  return key
}
