const NEWLINE = 0x0a

/** The lines of a byte stream, without their ends; throws when one is longer than `maxBytes`. */
export async function* untrustedLines(
  chunks: AsyncIterable<Buffer>,
  maxBytes: number,
): AsyncGenerator<string> {
  let parts: Buffer[] = []
  let partsBytes = 0
  for await (const chunk of chunks) {
    let start = 0
    while (start < chunk.length) {
      const newline = chunk.indexOf(NEWLINE, start)
      const part = chunk.subarray(start, newline < 0 ? chunk.length : newline)
      partsBytes += part.length
      if (partsBytes > maxBytes) throw new Error(`a line is longer than ${maxBytes} bytes`)
      parts.push(part)
      start += part.length
      if (newline < 0) break
      start += 1
      yield Buffer.concat(parts).toString('utf8')
      parts = []
      partsBytes = 0
    }
  }
  if (partsBytes > 0) yield Buffer.concat(parts).toString('utf8')
}
