import type { PictureSource } from '../../terminal/picture-screen.ts'
import type { PaletteName } from '../../terminal/terminal-palettes.ts'
import type { DrawingPlace } from './draw-picture.ts'

export interface Painting {
  source: PictureSource
  palette: PaletteName
  place: DrawingPlace
}

export type ToWorker =
  | { type: 'canvas'; id: number; canvas: OffscreenCanvas }
  | ({ type: 'paint'; id: number } & Painting)
  | { type: 'forget'; id: number }

/** Each painting is answered once. */
export interface Painted {
  id: number
}

/** Draws on one canvas. */
export interface Surface {
  paint(painting: Painting, onDone: () => void): void
  dispose(): void
}

/** Has pictures drawn by a worker of its own, until disposed. */
export class WallPainter {
  readonly #worker: Worker
  /** One painting of each surface is under way at a time. */
  readonly #underWay = new Map<number, () => void>()
  #count = 0

  /** `onFailed`: the worker could not be loaded, or has ended. */
  constructor(onFailed: () => void) {
    this.#worker = new Worker(new URL('./wall-worker.ts', import.meta.url), { type: 'module' })
    this.#worker.addEventListener('error', onFailed)
    this.#worker.addEventListener('message', ({ data: { id } }: MessageEvent<Painted>) => {
      const onDone = this.#underWay.get(id)
      this.#underWay.delete(id)
      onDone?.()
    })
  }

  /** The canvas is the worker's from now on: no other painter can have it. */
  take(canvas: HTMLCanvasElement): Surface {
    const id = this.#count++
    const offscreen = canvas.transferControlToOffscreen()
    this.#send({ type: 'canvas', id, canvas: offscreen }, [offscreen])
    return {
      paint: (painting, onDone) => {
        this.#underWay.set(id, onDone)
        this.#send({ type: 'paint', id, ...painting })
      },
      dispose: () => {
        this.#underWay.delete(id)
        this.#send({ type: 'forget', id })
      },
    }
  }

  dispose(): void {
    this.#underWay.clear()
    this.#worker.terminate()
  }

  #send(message: ToWorker, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer)
  }
}
