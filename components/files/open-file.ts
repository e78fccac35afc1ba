import { createDraftStore } from './draft-store.ts'
import { EditorDocument } from './editor-document.ts'
import { createFilesApi, type FileOrigin } from './file-request.ts'
import { TextEditor } from './text-editor.ts'

/** Keystrokes become one draft after this pause: a large file is not written with each of them. */
const DRAFT_MS = 300

/** `owner`: of the drafts, so that nobody finds those of an earlier session. */
export interface OpenFileOptions {
  origin: FileOrigin
  path: string
  owner: string
}

/** A document and the editor that shows it while there is a place for one. */
export class OpenFile {
  readonly document: EditorDocument
  readonly #options: OpenFileOptions
  #editor: TextEditor | undefined

  constructor(options: OpenFileOptions) {
    const { origin, path, owner } = options
    this.#options = options
    this.document = new EditorDocument({
      path,
      api: createFilesApi(origin),
      drafts: createDraftStore(`${owner} ${origin.instance}:${path}`),
      onText: (text) => this.#editor?.show(text),
    })
  }

  /** Shows it in `parent` until the answer is called. */
  mount(parent: HTMLElement): () => void {
    const { document } = this
    const { origin, path } = this.#options
    let draftTimer: ReturnType<typeof setTimeout> | undefined
    const keep = () => document.keepDraft()
    const editor = new TextEditor({
      parent,
      path,
      label: `${path} on ${origin.instance}. Escape, then Tab leaves.`,
      onEdited: (content) => {
        document.edited(content)
        clearTimeout(draftTimer)
        draftTimer = setTimeout(keep, DRAFT_MS)
      },
      onSave: () => void document.save(),
    })
    this.#editor = editor
    window.addEventListener('pagehide', keep)
    editor.show(document.text)
    void document.open()
    return () => {
      clearTimeout(draftTimer)
      keep()
      window.removeEventListener('pagehide', keep)
      this.#editor = undefined
      editor.dispose()
    }
  }

  focus(): void {
    this.#editor?.focus()
  }
}
