import { explain } from '../session/session-api.ts'
import type { DraftStore } from './draft-store.ts'
import { FileChangedError, type FilesApi } from './file-request.ts'

export type DocumentState =
  | { status: 'loading' }
  | { status: 'failed'; message: string }
  | {
      status: 'open'
      /** There is no such file yet, or no more; saving makes it. */
      isNew: boolean
      isDirty: boolean
      isSaving: boolean
      /** It was changed outside while there were edits here: the participant has to choose. */
      isConflicted: boolean
      /** Why it was not saved. */
      problem: string | null
    }

export interface EditorDocumentOptions {
  /** Absolute: a relative one would mean another file as soon as the shell goes elsewhere. */
  path: string
  api: FilesApi
  drafts: DraftStore
  /** The text is to be shown from now on: the file was read, or there is a draft of it. */
  onText: (text: string) => void
}

/**
 * One file that is being edited: what is on the disk, what has been typed, and how the two come together. Knows neither
 * the editor nor the page. No edit is given up but by `reload`.
 */
export class EditorDocument {
  readonly #options: EditorDocumentOptions
  readonly #listeners = new Set<() => void>()
  #state: DocumentState = { status: 'loading' }
  /** What the file had when it was last read or written, and its version then. Null: something else than we have. */
  #savedText: string | null = ''
  #version: string | null = null
  #text = ''
  /** Of the outside change that waits for a choice. */
  #outsideVersion: string | null = null

  constructor(options: EditorDocumentOptions) {
    this.#options = options
  }

  readonly state = (): DocumentState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** As it was last shown or typed. */
  get text(): string {
    return this.#text
  }

  /** What the file is compared with to notice that somebody else has changed it. */
  get knownVersion(): string | null {
    return this.#state.status === 'open' && this.#state.isConflicted ? this.#outsideVersion : this.#version
  }

  /** Reads the file, and takes up a draft of it where there is one. */
  async open(): Promise<void> {
    if (this.#state.status === 'open') return
    this.#set({ status: 'loading' })
    try {
      const { text, version } = await this.#options.api.readText(this.#options.path)
      const draft = this.#options.drafts.read()
      this.#took(text, version)
      if (draft && draft.text !== text) this.#takeUp(draft)
    } catch (error) {
      this.#set({ status: 'failed', message: explain(error) })
    }
  }

  /** What the editor has now. */
  edited(text: string): void {
    if (this.#state.status !== 'open' || text === this.#text) return
    this.#text = text
    const isDirty = this.#isDirty()
    if (isDirty !== this.#state.isDirty) this.#change({ isDirty })
  }

  /** Puts the edits where a reload of the page finds them. */
  keepDraft(): void {
    if (this.#state.status !== 'open') return
    if (this.#isDirty()) this.#options.drafts.write({ text: this.#text, version: this.#version })
    else this.#options.drafts.clear()
  }

  async save(): Promise<void> {
    if (this.#state.status !== 'open' || this.#state.isSaving || this.#state.isConflicted) return
    const text = this.#text
    this.keepDraft()
    this.#change({ isSaving: true, problem: null })
    try {
      const { version } = await this.#options.api.saveText(this.#options.path, {
        text,
        version: this.#version,
      })
      this.#savedText = text
      this.#version = version
      this.#change({ isNew: false, isDirty: this.#isDirty() })
      this.keepDraft()
    } catch (error) {
      if (error instanceof FileChangedError) this.#conflict(error.version)
      else this.#change({ problem: explain(error) })
    } finally {
      this.#change({ isSaving: false })
    }
  }

  /** Somebody has found this version on the disk. */
  async changedOutside(version: string | null): Promise<void> {
    if (this.#state.status !== 'open' || this.#state.isSaving || version === this.knownVersion) return
    if (this.#isDirty()) return this.#conflict(version)
    // What was there is worth keeping when the file is gone: it can be saved again.
    if (version === null) {
      this.#version = null
      this.#savedText = null
      this.#change({ isNew: true, isDirty: true })
      return this.keepDraft()
    }
    await this.#read()
  }

  /** Gives up the edits. */
  async reload(): Promise<void> {
    if (this.#state.status !== 'open') return
    if (await this.#read({ isForced: true })) this.#options.drafts.clear()
  }

  /** The edits stay, and saving them replaces what somebody else has written. */
  keepMine(): void {
    if (this.#state.status !== 'open' || !this.#state.isConflicted) return
    this.#version = this.#outsideVersion
    this.#savedText = null
    this.#change({ isConflicted: false, isNew: this.#version === null, isDirty: true })
    this.keepDraft()
  }

  /** False when it failed, or something was typed meanwhile that it must not replace. */
  async #read({ isForced = false } = {}): Promise<boolean> {
    try {
      const { text, version } = await this.#options.api.readText(this.#options.path)
      if (!isForced && this.#isDirty()) {
        this.#conflict(version)
        return false
      }
      this.#took(text, version)
      return true
    } catch (error) {
      this.#change({ problem: explain(error) })
      return false
    }
  }

  #took(text: string, version: string | null): void {
    this.#savedText = text
    this.#text = text
    this.#version = version
    this.#options.onText(text)
    this.#set({
      status: 'open',
      isNew: version === null,
      isDirty: false,
      isSaving: false,
      isConflicted: false,
      problem: null,
    })
  }

  #takeUp(draft: { text: string; version: string | null }): void {
    const present = this.#version
    this.#text = draft.text
    this.#version = draft.version
    this.#options.onText(draft.text)
    this.#change({ isDirty: true })
    if (draft.version !== present) this.#conflict(present)
  }

  #conflict(version: string | null): void {
    this.#outsideVersion = version
    this.#change({ isConflicted: true, isDirty: true })
  }

  #isDirty(): boolean {
    const isConflicted = this.#state.status === 'open' && this.#state.isConflicted
    return isConflicted || this.#text !== this.#savedText
  }

  #change(changes: Partial<Extract<DocumentState, { status: 'open' }>>): void {
    if (this.#state.status === 'open') this.#set({ ...this.#state, ...changes })
  }

  #set(state: DocumentState): void {
    this.#state = state
    for (const listener of [...this.#listeners]) listener()
  }
}
