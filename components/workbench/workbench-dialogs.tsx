'use client'

import type { TerminalNumber } from '../../server/protocol/ids.ts'
import type { ReadyInstanceView } from '../../server/protocol/session.ts'
import { DownloadDialog } from '../files/download-dialog.tsx'
import { OpenFileDialog } from '../files/open-file-dialog.tsx'
import { useSessionClient } from '../session/session-provider.tsx'
import { RecordingPlayer } from '../terminal/recording-player.tsx'
import { RenameDialog } from './rename-dialog.tsx'
import { terminalName } from './terminal-name.ts'

export type WorkbenchDialog =
  | { kind: 'openFile' }
  | { kind: 'download' }
  | { kind: 'recording' }
  | { kind: 'rename'; terminal: TerminalNumber }

/** What tools ask for before they act. `inUse`: the terminal in whose folder paths begin. */
export function WorkbenchDialogs({
  instance: { name: instance, terminals },
  inUse,
  dialog,
  onClose,
  onOpenFile,
}: {
  instance: ReadyInstanceView
  inUse: TerminalNumber
  dialog: WorkbenchDialog | null
  onClose: () => void
  onOpenFile: (path: string) => void
}) {
  const client = useSessionClient()
  const origin = { instance, terminal: inUse }
  const renamed = dialog?.kind === 'rename' ? dialog.terminal : null
  return (
    <>
      <DownloadDialog {...origin} isOpen={dialog?.kind === 'download'} onClose={onClose} />
      <OpenFileDialog
        {...origin}
        isOpen={dialog?.kind === 'openFile'}
        onClose={onClose}
        onOpen={onOpenFile}
      />
      <RecordingPlayer isOpen={dialog?.kind === 'recording'} onClose={onClose} />
      <RenameDialog
        name={renamed === null ? null : terminalName(terminals, renamed)}
        onRename={(name) => {
          if (renamed !== null) void client.terminalList.rename({ instance, terminal: renamed }, name)
        }}
        onClose={onClose}
      />
    </>
  )
}
