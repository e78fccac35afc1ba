import type { SeatId } from '../../../server/protocol/workshop.ts'
import { currentPalette } from '../../terminal/attach-look.ts'
import { watchPalette } from '../../terminal/watch-palette.ts'
import type { CockpitClient } from '../cockpit/cockpit-client.ts'
import { PaintQueue } from './paint-queue.ts'
import { WallPainter, type Surface } from './wall-painter.ts'

/** Scrolling past tiles must not ask the server for each. */
const SETTLE_MS = 250

interface Tile {
  /** Where the picture goes. */
  place: HTMLElement
  /** In CSS pixels. */
  size: { width: number; height: number }
  /** Since the first picture. */
  surface: Surface | undefined
}

/** The small pictures of all terminals: what is in view is asked for, and painted at most once a second. */
export class WallBoard {
  readonly #client: CockpitClient
  readonly #tiles = new Map<SeatId, Tile>()
  readonly #seats = new WeakMap<Element, SeatId>()
  readonly #queue: PaintQueue<SeatId>
  #painter: WallPainter | undefined
  #views: IntersectionObserver | undefined
  #sizes: ResizeObserver | undefined
  #settling: ReturnType<typeof setTimeout> | undefined
  #isStarted = false
  /** Asked for once: for each picture it would make the browser compute styles. */
  #font = 'monospace'

  constructor(client: CockpitClient) {
    this.#client = client
    this.#queue = new PaintQueue(
      () => performance.now(),
      (seat, onDone) => this.#paint(seat, onDone),
    )
  }

  /** Paints until disposed. Can be started again. `onFailed`: what it needs could not be loaded. */
  start(onFailed: () => void): { dispose(): void } {
    this.#isStarted = true
    this.#font = getComputedStyle(document.documentElement).getPropertyValue('--font-mono')
    this.#painter = new WallPainter(onFailed)
    this.#queue.start()
    const unlisten = this.#client.pictures.listen(({ seat }) => this.#queue.outdated(seat))
    const palette = watchPalette(() => this.#repaintAll())
    const tellSoon = () => this.#tellSoon()
    document.addEventListener('visibilitychange', tellSoon)
    this.#tellSoon()
    return {
      dispose: () => {
        this.#isStarted = false
        document.removeEventListener('visibilitychange', tellSoon)
        palette.dispose()
        unlisten()
        this.#queue.stop()
        for (const tile of this.#tiles.values()) this.#clear(tile)
        this.#painter?.dispose()
        this.#painter = undefined
        clearTimeout(this.#settling)
        this.#client.showOnWall([])
      },
    }
  }

  /** A tile is on the page. What is returned takes it off. */
  add(seat: SeatId, place: HTMLElement): () => void {
    this.#views ??= new IntersectionObserver((entries) => this.#seen(entries))
    this.#sizes ??= new ResizeObserver((entries) => this.#sized(entries))
    const tile: Tile = { place, size: { width: 0, height: 0 }, surface: undefined }
    this.#tiles.set(seat, tile)
    this.#seats.set(place, seat)
    this.#views.observe(place)
    this.#sizes.observe(place)
    this.#queue.outdatedNow(seat)
    return () => {
      this.#views?.unobserve(place)
      this.#sizes?.unobserve(place)
      this.#clear(tile)
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
    const picture = this.#client.pictures.of(seat)
    const tile = this.#tiles.get(seat)
    if (!picture || !tile || tile.size.width === 0 || !this.#painter) return onDone()
    const { cols, rows, output } = picture
    const place = { ...tile.size, pixelRatio: devicePixelRatio, font: this.#font }
    tile.surface ??= this.#surfaceIn(tile.place, this.#painter)
    tile.surface.paint({ source: { cols, rows, output }, palette: currentPalette(), place }, onDone)
  }

  /** A canvas of its own each time: one that a painter has had is no good for another. */
  #surfaceIn(place: HTMLElement, painter: WallPainter): Surface {
    const canvas = document.createElement('canvas')
    canvas.className = 'block size-full'
    place.replaceChildren(canvas)
    return painter.take(canvas)
  }

  #clear(tile: Tile): void {
    tile.surface?.dispose()
    tile.surface = undefined
    tile.place.replaceChildren()
  }
}
