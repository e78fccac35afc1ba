/** Of RFC 8187: what may stand in `filename*` as it is. */
const PLAIN = /[A-Za-z0-9!#$&+.^_`|~-]/

/**
 * Makes a browser save an answer under this name (RFC 6266). `filename` is for old clients; nothing in it can end the
 * header or its quotes.
 */
export function attachment(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%/]/gu, '_')
  return `attachment; filename="${ascii}"; filename*=UTF-8''${percentEncode(name)}`
}

function percentEncode(text: string): string {
  return Array.from(Buffer.from(text), (byte) => {
    const character = String.fromCharCode(byte)
    return PLAIN.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }).join('')
}
