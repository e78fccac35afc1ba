/**
 * Parses and draws the wall's pictures beside the page, on canvases that it has been handed: a hundred of them are more
 * than a slow computer's page can draw and still answer (docs/adr/0015-workshops.md).
 */
import { UnicodeGraphemesAddon } from '@xterm/addon-unicode-graphemes'
import { PictureScreen } from '../../terminal/picture-screen.ts'
import { drawPicture } from './draw-picture.ts'
import type { Painted, ToWorker } from './wall-painter.ts'

const screen = new PictureScreen(new UnicodeGraphemesAddon())
const canvases = new Map<number, OffscreenCanvas>()
let last: Promise<void> = Promise.resolve()

globalThis.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'canvas') canvases.set(data.id, data.canvas)
  else if (data.type === 'forget') canvases.delete(data.id)
  // There is one parser: one after the other.
  else last = last.then(() => paint(data))
})

async function paint({ id, source, palette, place }: Extract<ToWorker, { type: 'paint' }>): Promise<void> {
  const canvas = canvases.get(id)
  if (canvas) drawPicture(canvas, await screen.parse(source, palette), place)
  globalThis.postMessage({ id } satisfies Painted)
}
