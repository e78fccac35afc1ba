import type Docker from 'dockerode'
import { Transform } from 'node:stream'
import { followMessages } from './engine-messages.ts'
import { hasImage, removeOlderTags } from './image-store.ts'
import type { Progress } from '../../lib/progress.ts'
import { SetupError } from './setup-error.ts'

/** Brings an image from one Engine to another, unless it is there; older versions go when nothing uses them. */
export async function transferImage(
  from: Docker,
  to: Docker,
  tag: string,
  progress: Progress,
): Promise<void> {
  if (await hasImage(to, tag)) return
  const image = from.getImage(tag)
  const { Size: totalBytes } = await image.inspect()
  let doneBytes = 0
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      doneBytes += chunk.length
      // The archive is a little larger than the image that it holds.
      progress.share(Math.min(doneBytes, totalBytes), totalBytes, 'bytes')
      callback(null, chunk)
    },
  })
  const source = await image.get()
  source.once('error', (error: Error) => counter.destroy(error))
  try {
    await followMessages(await to.loadImage(source.pipe(counter)))
  } catch (cause) {
    throw new SetupError(`${tag} could not be loaded: ${(cause as Error).message}`, {
      advice: 'Most often the disk is full: `docker system df` and `df -h` show what takes the space.',
      cause,
    })
  }
  await removeOlderTags(to, tag)
}
