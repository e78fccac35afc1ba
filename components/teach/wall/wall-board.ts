import type { SeatId } from '../../../server/protocol/workshop.ts'
import { openPictureScreen, watchPalette, type PictureScreen } from '../../terminal/picture-screen.ts'
import type { CockpitClient } from '../cockpit/cockpit-client.ts'
import { drawPicture } from './draw-picture.ts'
import { PaintQueue } from './paint-queue.ts'

/** Scrolling past tiles must not ask the server for each. */
const SETTLE_MS = 250

interface Tile {
  canvas: HTMLCanvasElement
  /** In CSS pixels. */
  size: { width: number; height: number }
}

/** The small pictures of all terminals: what is in view is asked for, and painted when there is time. */
export class WallBoard {
  readonly #client: CockpitClient
  readonly #tiles = new Map<SeatId, Tile>()
  readonly #seats = new WeakMap<Element, SeatId>()
  readonly #queue: PaintQueue<SeatId>
  #screen: PictureScreen | undefined
  #views: IntersectionObserver | undefined
  #sizes: ResizeObserver | undefined
  #settling: ReturnType<typeof setTimeout> | undefined
  #isStarted = false
  /** Asked for once: for each picture it would make the browser compute styles. */
  #font = 'monospace'

  constructor(client: CockpitClient) {
    this.#client = client
    this.#queue = new PaintQueue(
      {
        now: () => performance.now(),
        requestFrame: (onFrame) => requestAnimationFrame(onFrame),
        cancelFrame: (id) => cancelAnimationFrame(id),
      },
      (seat, onDone) => this.#paint(seat, onDone),
    )
  }

  /** Paints until disposed. Can be started again. `onFailed`: what it needs could not be loaded. */
  start(onFailed: () => void): { dispose(): void } {
    this.#isStarted = true
    this.#font = getComputedStyle(document.documentElement).getPropertyValue('--font-mono')
    let isGone = false
    openPictureScreen().then((screen) => {
      if (isGone) return screen.dispose()
      this.#screen = screen
      this.#queue.start()
    }, onFailed)
    const unlisten = this.#client.pictures.listen(({ seat }) => this.#queue.outdated(seat))
    const palette = watchPalette(() => this.#repaintAll())
    const tellSoon = () => this.#tellSoon()
    document.addEventListener('visibilitychange', tellSoon)
    this.#tellSoon()
    return {
      dispose: () => {
        isGone = true
        this.#isStarted = false
        document.removeEventListener('visibilitychange', tellSoon)
        palette.dispose()
        unlisten()
        this.#queue.stop()
        this.#screen?.dispose()
        this.#screen = undefined
        clearTimeout(this.#settling)
        this.#client.showOnWall([])
      },
    }
  }

  /** A tile is on the page. What is returned takes it off. */
  add(seat: SeatId, canvas: HTMLCanvasElement): () => void {
    this.#views ??= new IntersectionObserver((entries) => this.#seen(entries))
    this.#sizes ??= new ResizeObserver((entries) => this.#sized(entries))
    this.#tiles.set(seat, { canvas, size: { width: 0, height: 0 } })
    this.#seats.set(canvas, seat)
    this.#views.observe(canvas)
    this.#sizes.observe(canvas)
    this.#queue.outdatedNow(seat)
    return () => {
      this.#views?.unobserve(canvas)
      this.#sizes?.unobserve(canvas)
      this.#tiles.delete(seat)
      this.#queue.forget(seat)
      this.#tellSoon()
    }
  }

  #seen(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const seat = this.#seats.get(target)
      if (seat !== undefined && this.#tiles.has(seat)) this.#queue.setInView(seat, isIntersecting)
    }
    this.#tellSoon()
  }

  #sized(entries: readonly ResizeObserverEntry[]): void {
    for (const { target, contentRect } of entries) {
      const seat = this.#seats.get(target)
      const tile = seat === undefined ? undefined : this.#tiles.get(seat)
      if (seat === undefined || !tile) continue
      tile.size = { width: contentRect.width, height: contentRect.height }
      this.#queue.outdatedNow(seat)
    }
  }

  #repaintAll(): void {
    for (const seat of this.#tiles.keys()) this.#queue.outdatedNow(seat)
  }

  #tellSoon(): void {
    clearTimeout(this.#settling)
    if (!this.#isStarted) return
    this.#settling = setTimeout(() => {
      const isHidden = document.visibilityState === 'hidden'
      this.#client.showOnWall(isHidden ? [] : [...this.#queue.inView])
    }, SETTLE_MS)
  }

  #paint(seat: SeatId, onDone: () => void): void {
    const source = this.#client.pictures.of(seat)
    if (!source || !this.#screen) return onDone()
    this.#screen.parse(source, (picture) => {
      const tile = this.#tiles.get(seat)
      if (tile) {
        const place = { ...tile.size, pixelRatio: devicePixelRatio, font: this.#font }
        drawPicture(tile.canvas, picture, place)
      }
      onDone()
    })
  }
}
