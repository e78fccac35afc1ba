'use client'

import { Save, X } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import type { DocumentState } from './editor-document.ts'

export interface EditorToolbarProps {
  path: string
  state: DocumentState
  onSave: () => void
  onClose: () => void
}

export function EditorToolbar({ path, state, onSave, onClose }: EditorToolbarProps) {
  const isDirty = state.status === 'open' && state.isDirty
  const maySave =
    state.status === 'open' && !state.isSaving && !state.isConflicted && (isDirty || state.isNew)
  const close = (
    <Button variant="quiet" size="small-icon" aria-label={`Close ${path}`} onClick={onClose}>
      <X aria-hidden className="size-4" />
    </Button>
  )
  return (
    <div className="flex items-center gap-2 border-b border-line bg-surface px-3 py-1.5 text-sm">
      <span className="min-w-0 flex-1 truncate font-mono text-xs" title={path}>
        {path}
      </span>
      <span role="status" className="text-xs text-ink-muted">
        {describe(state)}
      </span>
      <Button size="small" aria-disabled={!maySave} onClick={() => maySave && onSave()}>
        <Save aria-hidden className="size-3.5" /> Save
      </Button>
      {isDirty ? (
        <ConfirmDialog
          title="Close without saving?"
          description={`Your edits of ${path} stay in this browser tab, and are there when you open the file again.`}
          confirmLabel="Close it"
          onConfirm={onClose}
        >
          {close}
        </ConfirmDialog>
      ) : (
        close
      )}
    </div>
  )
}

function describe(state: DocumentState): string {
  if (state.status !== 'open') return ''
  if (state.isSaving) return 'Saving…'
  if (state.isDirty) return '● Not saved'
  return state.isNew ? 'New file' : 'Saved'
}
