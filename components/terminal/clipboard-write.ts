/** What a program may put on the clipboard at once, in bytes of text: a long file, and not a denial of service. */
export const MAX_CLIPBOARD_WRITE_BYTES = 1024 * 1024
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/
/** Base64 has four characters for three bytes. */
const MAX_BASE64_CHARS = 4 * Math.ceil(MAX_CLIPBOARD_WRITE_BYTES / 3)

/**
 * The text that an OSC 52 sequence (`c;<base64>`) wants on the clipboard. Null for everything else: a question for
 * its content (`?`), which is never answered, too much, what is no base64 and what is no text.
 */
export function parseClipboardWrite(data: string): string | null {
  const separator = data.indexOf(';')
  if (separator === -1) return null
  const encoded = data.slice(separator + 1)
  if (encoded === '' || encoded.length > MAX_BASE64_CHARS || !BASE64.test(encoded)) return null
  try {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // A wrong length of base64, or bytes that are no text.
    return null
  }
}
