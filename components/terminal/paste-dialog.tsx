'use client'

import { useId } from 'react'
import { useStore } from 'zustand'
import { Button } from '../ui/button.tsx'
import { ModalDialog } from '../ui/modal-dialog.tsx'
import { summarisePaste } from './prepare-paste.ts'
import type { TerminalTools } from './terminal-tools.ts'
import type { TerminalUi } from './terminal-ui.ts'

/** Enough to recognise what it is. */
const SHOWN_LINES = 6

/** Asks before a paste whose lines would each run. Enter pastes, Esc does not. */
export function PasteDialog({ ui, tools }: { ui: TerminalUi; tools: TerminalTools }) {
  const text = useStore(ui, (state) => state.pasteToConfirm)
  const titleId = useId()
  const descriptionId = useId()
  const { firstLines, lineCount } = summarisePaste(text ?? '', SHOWN_LINES)
  const hiddenLines = lineCount - firstLines.length
  return (
    <ModalDialog
      isOpen={text !== null}
      onClose={() => tools.answerPaste(false)}
      role="alertdialog"
      labelledBy={titleId}
      describedBy={descriptionId}
      className="m-auto w-[min(34rem,calc(100vw-2rem))] rounded-lg border"
    >
      <div className="p-5">
        <h2 id={titleId} className="text-base font-semibold">
          Paste {lineCount} lines?
        </h2>
        <p id={descriptionId} className="mt-2 text-sm text-ink-muted">
          The program in this terminal may run each line as soon as it arrives.
        </p>
        <pre className="mt-3 overflow-hidden rounded border border-line bg-sunken p-2 font-mono text-xs">
          {firstLines.map((line, index) => (
            <div key={index} className="min-h-[1lh] truncate">
              {line}
            </div>
          ))}
        </pre>
        {hiddenLines > 0 && <p className="mt-1 text-xs text-ink-muted">and {hiddenLines} more</p>}
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <Button onClick={() => tools.answerPaste(false)}>Cancel</Button>
          <Button
            variant="primary"
            onClick={() => tools.answerPaste(true)}
            // The attribute, which React keeps to itself, tells a dialog what Enter is for when it opens.
            ref={(button) => button?.setAttribute('autofocus', '')}
          >
            Paste
          </Button>
        </div>
      </div>
    </ModalDialog>
  )
}
