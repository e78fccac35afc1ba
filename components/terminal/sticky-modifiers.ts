import { canBeModified, modifyText, type Modifiers } from './virtual-keys.ts'

const NONE: Modifiers = { ctrl: false, alt: false }

/** Ctrl and Alt that are tapped instead of held: each holds for the next key. */
export class StickyModifiers {
  #held = NONE
  readonly #listeners = new Set<() => void>()

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** The same object until it changes. */
  readonly held = (): Modifiers => this.#held

  toggle(modifier: keyof Modifiers): void {
    this.#set({ ...this.#held, [modifier]: !this.#held[modifier] })
  }

  /** For one key, after which they are released. */
  take(): Modifiers {
    const held = this.#held
    this.#set(NONE)
    return held
  }

  /** To be given everything that is typed. */
  apply(text: string): string {
    if (this.#held === NONE || !canBeModified(text)) return text
    return modifyText(text, this.take())
  }

  #set(held: Modifiers): void {
    this.#held = held.ctrl || held.alt ? held : NONE
    for (const listener of this.#listeners) listener()
  }
}
