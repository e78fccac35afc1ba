const LENGTH_BYTES = 4

/**
 * Data with its length before it. One of no length is the end: the end of a connection is not to be taken for the end
 * of a file.
 */
export function frame(data: Uint8Array): Buffer {
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32BE(data.length)
  return Buffer.concat([length, data])
}
