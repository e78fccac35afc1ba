import { clampSize, isSameSize, type TerminalSize } from '../domain/terminal-size.ts'
import type { Viewing } from './viewing.ts'

/**
 * Who has a terminal open. One of those who may drive does: the terminal has that one's size, and the others show
 * it at that size. Whoever types, or opens it anew, takes over.
 */
export class Viewers {
  readonly #all = new Set<Viewing>()
  readonly #onSize: (size: TerminalSize) => void
  #driver: Viewing | undefined
  #size: TerminalSize

  constructor(size: TerminalSize, onSize: (size: TerminalSize) => void) {
    this.#size = clampSize(size)
    this.#onSize = onSize
  }

  get size(): TerminalSize {
    return this.#size
  }

  get count(): number {
    return this.#all.size
  }

  [Symbol.iterator](): Iterator<Viewing> {
    return this.#all.values()
  }

  has(viewing: Viewing): boolean {
    return this.#all.has(viewing)
  }

  byInput(id: string): Viewing | undefined {
    return [...this.#all].find(({ inputId }) => inputId === id)
  }

  isDriving(viewing: Viewing): boolean {
    return viewing === this.#driver
  }

  /** `wantsToDrive`: not merely back after a break. */
  add(viewing: Viewing, { wantsToDrive }: { wantsToDrive: boolean }): void {
    this.#all.add(viewing)
    if (viewing.mayDrive && (wantsToDrive || !this.#driver)) this.#driver = viewing
    this.#update()
  }

  /** Idempotent. */
  remove(viewing: Viewing): void {
    if (!this.#all.delete(viewing)) return
    if (this.#driver === viewing) this.#driver = [...this.#all].findLast(({ mayDrive }) => mayDrive)
    this.#update()
  }

  clear(): void {
    this.#all.clear()
    this.#driver = undefined
  }

  drive(viewing: Viewing): void {
    if (this.#driver === viewing || !this.#all.has(viewing)) return
    this.#driver = viewing
    this.#update()
  }

  resized(viewing: Viewing, size: TerminalSize): void {
    viewing.size = size
    if (this.#driver === viewing) this.#update()
  }

  #update(): void {
    // Without a driver the size stays: who watches alone does not change it.
    const size = clampSize(this.#driver?.size ?? this.#size)
    if (!isSameSize(size, this.#size)) {
      this.#size = size
      this.#onSize(size)
    }
    for (const viewing of this.#all) {
      viewing.tellPresence({ viewers: this.#all.size, isDriving: viewing === this.#driver, ...size })
    }
  }
}
