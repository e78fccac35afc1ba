import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { GZIP_LEVEL } from './reproducible.ts'

export interface Blob {
  digest: string
  sizeBytes: number
}

export interface LayerBlob extends Blob {
  /** Digest of the tar in it. */
  diffId: string
  unpackedBytes: number
}

/** An OCI image layout on disk: blobs under their digests. */
export class Layout {
  readonly folder: string

  constructor(folder: string) {
    this.folder = folder
  }

  async prepare(): Promise<void> {
    await mkdir(join(this.folder, 'blobs/sha256'), { recursive: true })
    await this.#write('oci-layout', Buffer.from(JSON.stringify({ imageLayoutVersion: '1.0.0' })))
  }

  pathOf(digest: string): string {
    return join(this.folder, 'blobs', digest.replace(':', '/'))
  }

  async has({ digest, sizeBytes }: Blob): Promise<boolean> {
    return stat(this.pathOf(digest)).then(
      ({ size }) => size === sizeBytes,
      () => false,
    )
  }

  async addJson(value: unknown): Promise<Blob> {
    const content = Buffer.from(JSON.stringify(value))
    const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`
    await this.#write(join('blobs', digest.replace(':', '/')), content)
    return { digest, sizeBytes: content.length }
  }

  /** A layer from the tar at `path`, in constant memory. */
  async addLayer(path: string): Promise<LayerBlob> {
    const part = join(this.folder, `blobs/${process.pid}-${path.split('/').at(-1)}.part`)
    const layer = await gzipFile(path, part)
    await rename(part, this.pathOf(layer.digest))
    return layer
  }

  async writeIndex(manifests: unknown[]): Promise<void> {
    const index = { schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests }
    await this.#write('index.json', Buffer.from(JSON.stringify(index)))
  }

  async #write(path: string, content: Buffer): Promise<void> {
    const part = join(this.folder, `${path}.${process.pid}.part`)
    await writeFile(part, content)
    await rename(part, join(this.folder, path))
  }
}

/** Node writes no name and no date into the head of a gzip file, so its bytes depend on the content alone. */
export async function gzipFile(source: string, target: string): Promise<LayerBlob> {
  const unpacked = meter()
  const packed = meter()
  try {
    await pipeline(
      createReadStream(source, { highWaterMark: 256 * 1024 }),
      unpacked.stream,
      createGzip({ level: GZIP_LEVEL, chunkSize: 256 * 1024 }),
      packed.stream,
      createWriteStream(target),
    )
  } catch (error) {
    await rm(target, { force: true })
    throw error
  }
  return {
    digest: packed.digest(),
    sizeBytes: packed.bytes(),
    diffId: unpacked.digest(),
    unpackedBytes: unpacked.bytes(),
  }
}

function meter() {
  const hash = createHash('sha256')
  let bytes = 0
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      hash.update(chunk)
      bytes += chunk.length
      callback(null, chunk)
    },
  })
  return { stream, digest: () => `sha256:${hash.digest('hex')}`, bytes: () => bytes }
}
