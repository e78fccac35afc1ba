'use client'

import type { InstanceName, TerminalNumber } from '../../server/protocol/ids.ts'
import { FileEditor } from '../files/file-editor.tsx'
import type { FileTab } from './layout.ts'

/** The open files of an instance; those that are not in view keep their edits. */
export function FilePanes({
  instance,
  terminal,
  files,
  shown,
  onClose,
  onDirtyChange,
}: {
  instance: InstanceName
  terminal: TerminalNumber
  files: readonly FileTab[]
  /** The path of the one in view, if any. */
  shown: string | null
  onClose: (path: string) => void
  onDirtyChange: (path: string, isDirty: boolean) => void
}) {
  return files.map(({ path }) => (
    <div
      key={path}
      hidden={path !== shown}
      data-f6-stop={path === shown ? 1 : undefined}
      className="absolute inset-0"
    >
      <FileEditor
        instance={instance}
        terminal={terminal}
        path={path}
        onClose={() => onClose(path)}
        onDirtyChange={(isDirty) => onDirtyChange(path, isDirty)}
      />
    </div>
  ))
}
