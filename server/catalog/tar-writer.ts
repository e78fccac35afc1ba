import { EPOCH_SECONDS } from './reproducible.ts'

const BLOCK_BYTES = 512
const TYPE = { file: '0', link: '2', directory: '5' } as const

export interface TarEntry {
  /** Without a slash at its beginning. */
  path: string
  kind: keyof typeof TYPE
  mode: number
  userId?: number
  groupId?: number
  /** Of a file. */
  content?: Buffer
  /** Of a link. */
  target?: string
}

/** A tar archive (ustar) that depends on nothing but its entries: sorted by path, all of one date. */
export function writeTar(entries: TarEntry[]): Buffer {
  const sorted = entries.toSorted((one, other) => (one.path < other.path ? -1 : 1))
  return Buffer.concat([
    ...sorted.flatMap((entry) => [header(entry), padded(entry.content ?? Buffer.alloc(0))]),
    // Two empty blocks end an archive.
    Buffer.alloc(2 * BLOCK_BYTES),
  ])
}

function header(entry: TarEntry): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES)
  const octal = (value: number, width: number) => `${value.toString(8).padStart(width - 1, '0')}\0`
  const { name, prefix } = splitPath(entry.kind === 'directory' ? `${entry.path}/` : entry.path)
  if (Buffer.byteLength(entry.target ?? '') > 100) throw new Error(`target too long for tar: ${entry.target}`)
  block.write(name, 0)
  block.write(octal(entry.mode, 8), 100)
  block.write(octal(entry.userId ?? 0, 8), 108)
  block.write(octal(entry.groupId ?? 0, 8), 116)
  block.write(octal(entry.content?.length ?? 0, 12), 124)
  block.write(octal(EPOCH_SECONDS, 12), 136)
  block.write(TYPE[entry.kind], 156)
  block.write(entry.target ?? '', 157)
  block.write('ustar\x0000', 257)
  block.write(prefix, 345)
  // The checksum counts its own field as spaces.
  block.fill(' ', 148, 156)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return block
}

/** ustar has 100 bytes for the last part of a path and 155 for what comes before. */
function splitPath(path: string): { name: string; prefix: string } {
  if (Buffer.byteLength(path) <= 100) return { name: path, prefix: '' }
  const slash = path.indexOf('/', path.length - 101)
  const [prefix, name] = [path.slice(0, slash), path.slice(slash + 1)]
  if (slash < 0 || Buffer.byteLength(name) > 100 || Buffer.byteLength(prefix) > 155) {
    throw new Error(`path too long for tar: ${path}`)
  }
  return { name, prefix }
}

function padded(content: Buffer): Buffer {
  const rest = content.length % BLOCK_BYTES
  return rest === 0 ? content : Buffer.concat([content, Buffer.alloc(BLOCK_BYTES - rest)])
}
