'use client'

import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useSession } from '../session/session-provider.tsx'
import { EditorBanner } from './editor-banner.tsx'
import { EditorToolbar } from './editor-toolbar.tsx'
import type { FileEditorProps } from './file-editor.tsx'
import { OpenFile } from './open-file.ts'
import { useFileWatch } from './use-file-watch.ts'
import { useUnsavedWarning } from './use-unsaved-warning.ts'

export function EditorPane({ instance, terminal, path, onClose, onDirtyChange }: FileEditorProps) {
  const owner = useSession(({ phase }) => (phase.status === 'open' ? phase.session.username : ''))
  const region = useRef<HTMLElement>(null)
  const parent = useRef<HTMLDivElement>(null)
  const origin = { instance, terminal }
  // For as long as the pane is there: another file has a pane of its own.
  const [file] = useState(() => new OpenFile({ origin, path, owner }))
  const { document } = file
  const state = useSyncExternalStore(document.subscribe, document.state, document.state)
  useEffect(() => file.mount(parent.current!), [file])
  const isDirty = state.status === 'open' && state.isDirty
  useFileWatch(region, { document, origin, path })
  useUnsavedWarning(isDirty)

  const tellDirty = useRef(onDirtyChange)
  useEffect(() => void (tellDirty.current = onDirtyChange))
  useEffect(() => {
    tellDirty.current(isDirty)
    // Closed: whoever shows the tab need not worry about it any more.
    return () => tellDirty.current(false)
  }, [isDirty])

  // Once it is there, whoever has opened the file wants to type.
  const isOpen = state.status === 'open'
  useEffect(() => {
    if (isOpen) file.focus()
  }, [isOpen, file])

  return (
    <section
      ref={region}
      aria-label={`Editor ${path}`}
      className="flex size-full min-h-0 flex-col bg-term-background"
    >
      <EditorToolbar path={path} state={state} onSave={() => void document.save()} onClose={onClose} />
      <EditorBanner state={state} document={document} />
      <div ref={parent} hidden={!isOpen} className="min-h-0 flex-1 overflow-hidden" />
      <p className="border-t border-line bg-surface px-3 py-1 text-xs text-ink-muted">
        <kbd>Ctrl+S</kbd> saves · <kbd>Tab</kbd> indents · <kbd>Esc</kbd>, then <kbd>Tab</kbd> leaves
      </p>
    </section>
  )
}
