'use client'

import { Keyboard, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from './ui/button.tsx'
import { ModalDialog } from './ui/modal-dialog.tsx'

const KEYS = [
  {
    keys: ['F6'],
    effect:
      'Next part of the page: chapter, each terminal, their tabs. The way out of the terminal, which keeps Tab for the shell',
  },
  { keys: ['Shift+F6'], effect: 'Previous part of the page' },
  {
    keys: ['Ctrl+K', '⌘K'],
    effect: 'Search the chapters. In the terminal, Ctrl+K is the shell’s: press F6 first',
  },
  { keys: ['F2', 'Delete'], effect: 'On a terminal’s tab: rename it, close it' },
  { keys: ['Ctrl+Shift+←', 'Ctrl+Shift+→'], effect: 'On a terminal’s tab: move it' },
  { keys: ['Ctrl+C'], effect: 'In the terminal: copy the selection; without one, interrupt' },
  { keys: ['Ctrl+Shift+C'], effect: 'Copy the selection' },
  { keys: ['Ctrl+V', 'Ctrl+Shift+V'], effect: 'Paste' },
  { keys: ['Ctrl+Shift+↑', 'Ctrl+Shift+↓'], effect: 'In the terminal: previous and next command' },
  { keys: ['Ctrl+Shift+O'], effect: 'In the terminal: copy the output of that command, or of the last one' },
  { keys: ['Ctrl+Shift+F'], effect: 'In the terminal: search what it holds' },
  { keys: ['Ctrl++', 'Ctrl+-', 'Ctrl+0'], effect: 'In the terminal: larger, smaller, usual letters' },
  { keys: ['←', '→', '↑', '↓'], effect: 'On a border between two parts: move it' },
] as const

export function KeyboardHelp() {
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Button
        variant="quiet"
        size="icon"
        aria-label="Keyboard help"
        aria-haspopup="dialog"
        title="Keyboard help"
        onClick={() => setOpen(true)}
      >
        <Keyboard aria-hidden className="size-4" />
      </Button>
      <ModalDialog
        isOpen={isOpen}
        onClose={close}
        label="Keyboard help"
        className="mt-14 mr-3 ml-auto w-[min(26rem,calc(100vw-1.5rem))] rounded-lg border"
      >
        <div className="p-4">
          <div className="flex items-center justify-between">
            <h2 className="text-sm font-semibold">Keyboard</h2>
            <Button variant="quiet" size="small-icon" aria-label="Close the keyboard help" onClick={close}>
              <X aria-hidden className="size-4" />
            </Button>
          </div>
          <dl className="mt-2 grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-2 text-sm">
            {KEYS.map(({ keys, effect }) => (
              <div key={effect} className="contents">
                <dt className="flex max-w-28 flex-wrap gap-1">
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd className="text-ink-muted">{effect}</dd>
              </div>
            ))}
          </dl>
        </div>
      </ModalDialog>
    </>
  )
}
