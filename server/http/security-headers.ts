import type { ServerResponse } from 'node:http'

/** A year: once somebody has reached the page by TLS, their browser takes no other way. */
const HSTS_SECONDS = 365 * 24 * 3600

/** Of every answer of our own origin, page, API and refusal alike. */
const EVERYWHERE = {
  // A file or an answer is never taken for a script.
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  // A preview, or another page in the same browser, must not get hold of our window …
  'cross-origin-opener-policy': 'same-origin',
  // … nor load our answers as its images or scripts: a preview is the same site, so its requests carry our cookies …
  'cross-origin-resource-policy': 'same-origin',
  // … nor share our process.
  'origin-agent-cluster': '?1',
  'x-frame-options': 'DENY',
  'permissions-policy': [
    ...['camera', 'microphone', 'geolocation', 'display-capture', 'payment', 'usb', 'serial', 'hid', 'midi'],
    ...['bluetooth', 'accelerometer', 'gyroscope', 'magnetometer', 'browsing-topics'],
  ]
    .map((feature) => `${feature}=()`)
    .concat('clipboard-read=(self)', 'clipboard-write=(self)', 'fullscreen=(self)')
    // Instructors' passkeys; in no frame.
    .concat('publickey-credentials-create=(self)', 'publickey-credentials-get=(self)')
    .join(', '),
} as const

/** Answers of the API are data: whatever a browser takes one for, it loads and runs nothing. */
const API_POLICY = "default-src 'none'; frame-ancestors 'none'"

export interface HeaderOptions {
  /** Whether people reach the page by https. */
  isSecure: boolean
}

function setEverywhere(response: ServerResponse, { isSecure }: HeaderOptions): void {
  for (const [name, value] of Object.entries(EVERYWHERE)) response.setHeader(name, value)
  if (isSecure) response.setHeader('strict-transport-security', `max-age=${HSTS_SECONDS}`)
}

/** In place of those of the API. What a page may load is its `pagePolicy`. */
export function setPageHeaders(response: ServerResponse, options: HeaderOptions): void {
  setEverywhere(response, options)
  response.removeHeader('content-security-policy')
  response.removeHeader('cache-control')
}

export function setApiHeaders(response: ServerResponse, options: HeaderOptions): void {
  setEverywhere(response, options)
  response.setHeader('content-security-policy', API_POLICY)
  response.setHeader('cache-control', 'no-store')
}

/**
 * What a page may load and run, and who may frame it: only what comes from our own origin; inline scripts only those
 * named by `scriptSources` (hashes and nonces). React and xterm write inline styles. Nothing may be sent elsewhere.
 */
export function pagePolicy(scriptSources: readonly string[]): string {
  return [
    "default-src 'self'",
    ['script-src', "'self'", ...scriptSources].join(' '),
    "script-src-attr 'none'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
