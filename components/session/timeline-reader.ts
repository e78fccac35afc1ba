import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Timeline, TimelineEntry } from '../../server/protocol/timeline.ts'
import { explain } from './session-api.ts'

export type TimelineReading =
  /** Nobody has asked for it yet. */
  | { status: 'unread' }
  | { status: 'loading' }
  | { status: 'failed'; problem: string }
  /** The newest last. */
  | { status: 'read'; timeline: Timeline }

/** What happened in the session, for whoever wants to know: read when it is asked for, and then kept up to date. */
export class TimelineReader {
  readonly store: StoreApi<TimelineReading> = createStore(() => ({ status: 'unread' }))
  readonly #read: () => Promise<Timeline>
  /** That came while an answer was on its way. */
  #arrived: TimelineEntry[] = []
  #reading = {}

  constructor(read: () => Promise<Timeline>) {
    this.#read = read
  }

  async read(): Promise<void> {
    const reading = (this.#reading = {})
    this.#arrived = []
    if (this.store.getState().status !== 'read') this.#set({ status: 'loading' })
    try {
      const timeline = await this.#read()
      if (this.#reading !== reading) return
      this.#set({ status: 'read', timeline: this.#arrived.reduce(withEntry, timeline) })
    } catch (error) {
      if (this.#reading === reading) this.#set({ status: 'failed', problem: explain(error) })
    }
  }

  /** After a time without a connection, or at the end of the session: something may have been missed. */
  refresh(): void {
    if (this.store.getState().status !== 'unread') void this.read()
  }

  arrived(entry: TimelineEntry): void {
    this.#arrived.push(entry)
    const state = this.store.getState()
    if (state.status !== 'read') return
    this.#set({ status: 'read', timeline: withEntry(state.timeline, entry) })
  }

  /** Another session begins. */
  forget(): void {
    this.#reading = {}
    this.#arrived = []
    this.#set({ status: 'unread' })
  }

  #set(reading: TimelineReading): void {
    this.store.setState(reading, true)
  }
}

/** An answer and a message may both tell of an entry. */
function withEntry(timeline: Timeline, entry: TimelineEntry): Timeline {
  if (timeline.entries.some(({ id }) => id === entry.id)) return timeline
  return { ...timeline, entries: [...timeline.entries, entry] }
}
