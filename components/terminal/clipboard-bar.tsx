'use client'

import { useStore } from 'zustand'
import { Button } from '../ui/button.tsx'
import { answerClipboardOffer } from './attach-clipboard-requests.ts'
import type { TerminalTools } from './terminal-tools.ts'
import type { TerminalUi } from './terminal-ui.ts'

const PREVIEW_CHARS = 80

/** Asks for consent to what a program wants on the clipboard. Takes no focus by itself: keys meant for the shell must not answer. */
export function ClipboardBar({ ui, tools }: { ui: TerminalUi; tools: TerminalTools }) {
  const text = useStore(ui, (state) => state.clipboardOffer)
  if (text === null) return null
  const answer = (choice: 'once' | 'always' | 'no') => {
    answerClipboardOffer(ui, choice)
    tools.focus()
  }
  const count = text.length === 1 ? '1 character' : `${text.length.toLocaleString('en')} characters`
  return (
    <div
      role="group"
      aria-label="Clipboard request"
      data-terminal-question
      className="absolute inset-x-3 bottom-3 z-20 flex flex-wrap items-center justify-between gap-2 rounded-md border border-line-strong bg-surface px-3 py-2 text-sm shadow-lift"
    >
      <div className="min-w-0">
        <p role="status">
          A program wants to copy {count} to your clipboard.{' '}
          <span className="sr-only">F6 goes to the answers.</span>
        </p>
        <p className="truncate font-mono text-xs text-ink-muted">{text.slice(0, PREVIEW_CHARS)}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => answer('once')}>
          Allow once
        </Button>
        <Button size="small" onClick={() => answer('always')}>
          Always in this session
        </Button>
        <Button size="small" onClick={() => answer('no')}>
          No
        </Button>
      </div>
    </div>
  )
}
