'use client'

import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import type { DocumentState, EditorDocument } from './editor-document.ts'

/** What stands between the participant and their file: a change outside, a failure. */
export function EditorBanner({ state, document }: { state: DocumentState; document: EditorDocument }) {
  if (state.status === 'loading') return <Bar role="status">Opening…</Bar>
  if (state.status === 'failed') {
    return (
      <Bar
        role="alert"
        actions={
          <Button size="small" onClick={() => void document.open()}>
            Retry
          </Button>
        }
      >
        {state.message}
      </Bar>
    )
  }
  if (state.isConflicted) {
    return (
      <Bar
        role="alert"
        actions={
          <>
            <Button size="small" onClick={() => void document.reload()}>
              Reload
            </Button>
            <Button size="small" onClick={() => document.keepMine()}>
              Keep mine
            </Button>
          </>
        }
      >
        This file was changed outside the editor. Reload it and lose your edits, or keep yours and save over
        it?
      </Bar>
    )
  }
  return state.problem === null ? null : <Bar role="alert">{state.problem}</Bar>
}

function Bar({
  role,
  actions,
  children,
}: {
  role: 'status' | 'alert'
  actions?: ReactNode
  children: ReactNode
}) {
  return (
    <div
      role={role}
      className="flex flex-wrap items-center gap-2 border-b border-warn/40 bg-warn-soft px-3 py-1.5 text-sm"
    >
      <p className="min-w-48 flex-1">{children}</p>
      {actions}
    </div>
  )
}
