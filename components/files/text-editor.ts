import { indentWithTab } from '@codemirror/commands'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { basicSetup } from 'codemirror'
import { changedPart } from './changed-part.ts'
import { loadLanguage } from './editor-language.ts'
import { editorTheme } from './editor-theme.ts'
import { readLineEndings, withEnding, type EditableText } from './line-endings.ts'

export interface TextEditorOptions {
  parent: HTMLElement
  path: string
  /** What a screen reader calls it. */
  label: string
  onEdited: (content: string) => void
  onSave: () => void
}

/** CodeMirror with one file in it, whose line ends stay as they are. The only file that knows how it is put together. */
export class TextEditor {
  readonly #view: EditorView
  readonly #extensions: Extension
  readonly #language = new Compartment()
  #loaded: Extension = []
  #ending: EditableText['ending'] = '\n'
  #isMixed = false
  /** While the text is set from outside, it is not edited. */
  #isSetting = false

  constructor({ parent, path, label, onEdited, onSave }: TextEditorOptions) {
    const save = keymap.of([{ key: 'Mod-s', preventDefault: true, run: () => (onSave(), true) }])
    const edited = EditorView.updateListener.of(({ docChanged }) => {
      if (docChanged && !this.#isSetting) onEdited(this.content())
    })
    this.#extensions = [
      save,
      basicSetup,
      // Escape and then Tab leaves, which the line below the editor says.
      keymap.of([indentWithTab]),
      editorTheme,
      edited,
      EditorView.contentAttributes.of({ 'aria-label': label }),
    ]
    this.#view = new EditorView({ parent, state: this.#stateOf('') })
    loadLanguage(path).then(
      (language) => {
        this.#loaded = language
        this.#view.dispatch({ effects: this.#language.reconfigure(language) })
      },
      // Then without colours.
      () => undefined,
    )
  }

  content(): string {
    return withEnding(this.#view.state.sliceDoc(), this.#ending)
  }

  show(content: string): void {
    const { text, ending, isMixed } = readLineEndings(content)
    this.#ending = ending
    this.#isSetting = true
    try {
      if (isMixed !== this.#isMixed) {
        this.#isMixed = isMixed
        this.#view.setState(this.#stateOf(text))
      } else {
        this.#view.dispatch({ changes: changedPart(this.#view.state.sliceDoc(), text) })
      }
    } finally {
      this.#isSetting = false
    }
  }

  focus(): void {
    this.#view.focus()
  }

  dispose(): void {
    this.#view.destroy()
  }

  #stateOf(doc: string): EditorState {
    return EditorState.create({
      doc,
      extensions: [
        this.#extensions,
        this.#language.of(this.#loaded),
        // Else carriage returns of a mixed file would end lines, and become line feeds.
        this.#isMixed ? EditorState.lineSeparator.of('\n') : [],
      ],
    })
  }
}
