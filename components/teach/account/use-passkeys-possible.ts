'use client'

import { browserSupportsWebAuthn } from '@simplewebauthn/browser'
import { useSyncExternalStore } from 'react'

/** Whether this page may ask for passkeys. On the server, and in the first render: no. */
export function usePasskeysPossible(): boolean {
  return useSyncExternalStore(subscribeToNothing, arePossible, () => false)
}

/** Browsers have them only for https and localhost, and for names, not for bare addresses. */
function arePossible(): boolean {
  return window.isSecureContext && browserSupportsWebAuthn() && !isAddress(window.location.hostname)
}

function isAddress(hostname: string): boolean {
  return hostname.startsWith('[') || /^[\d.]+$/.test(hostname)
}

/** It does not change while the page is open. */
function subscribeToNothing(): () => void {
  return () => undefined
}
