'use client'

import { lazy, Suspense } from 'react'
import type { InstanceName } from '../../server/protocol/ids.ts'
import { Spinner } from '../ui/spinner.tsx'

export interface FileEditorProps {
  instance: InstanceName
  /** Any terminal of the instance. */
  terminal: number
  /** Absolute, as `OpenFileDialog` finds it: a relative one would move with the shell. */
  path: string
  onClose: () => void
  onDirtyChange: (isDirty: boolean) => void
}

/** CodeMirror is loaded by the first file that somebody opens. */
const EditorPane = lazy(() => import('./editor-pane.tsx').then(({ EditorPane: pane }) => ({ default: pane })))

/** Edits one file of an instance; fills the element that it is put into. */
export function FileEditor(props: FileEditorProps) {
  return (
    <Suspense
      fallback={
        <div role="status" className="grid size-full place-items-center bg-term-background">
          <Spinner className="size-5" />
          <span className="sr-only">The editor is being loaded.</span>
        </div>
      }
    >
      <EditorPane key={`${props.instance}:${props.path}`} {...props} />
    </Suspense>
  )
}
