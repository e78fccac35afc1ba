import type { ServerResponse } from 'node:http'

/**
 * What a page may load, and who may frame it. Next and next-themes write inline scripts into their pages, React and
 * xterm inline styles; everything else comes from our own origin, and nothing may be sent elsewhere.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

export function setPageHeaders(response: ServerResponse): void {
  response.setHeader('content-security-policy', CONTENT_SECURITY_POLICY)
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('referrer-policy', 'same-origin')
  // A preview, or another page in the same browser, must not get hold of our window.
  response.setHeader('cross-origin-opener-policy', 'same-origin')
}
