const BLOCK_BYTES = 512

/** A tar archive (ustar) of a few small files of root, readable by root only, with the folders they need. */
export function tarOf(files: Record<string, string>): Buffer {
  const folders = new Set<string>()
  for (const path of Object.keys(files)) {
    const parts = path.split('/').slice(0, -1)
    parts.forEach((_, index) => folders.add(`${parts.slice(0, index + 1).join('/')}/`))
  }
  return Buffer.concat([
    ...[...folders].map((path) => header({ path, mode: 0o755, sizeBytes: 0, type: '5' })),
    ...Object.entries(files).flatMap(([path, text]) => {
      const content = Buffer.from(text)
      return [header({ path, mode: 0o600, sizeBytes: content.length, type: '0' }), padded(content)]
    }),
    // Two empty blocks end an archive.
    Buffer.alloc(2 * BLOCK_BYTES),
  ])
}

function header(entry: { path: string; mode: number; sizeBytes: number; type: '0' | '5' }): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES)
  const octal = (value: number, width: number) => `${value.toString(8).padStart(width - 1, '0')}\0`
  if (Buffer.byteLength(entry.path) > 100) throw new Error(`path too long for this archive: ${entry.path}`)
  block.write(entry.path, 0)
  block.write(octal(entry.mode, 8), 100)
  block.write(octal(0, 8), 108)
  block.write(octal(0, 8), 116)
  block.write(octal(entry.sizeBytes, 12), 124)
  block.write(octal(0, 12), 136)
  block.write(entry.type, 156)
  block.write('ustar\x0000', 257)
  // The checksum counts its own field as spaces.
  block.fill(' ', 148, 156)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return block
}

function padded(content: Buffer): Buffer {
  const rest = content.length % BLOCK_BYTES
  return rest === 0 ? content : Buffer.concat([content, Buffer.alloc(BLOCK_BYTES - rest)])
}
