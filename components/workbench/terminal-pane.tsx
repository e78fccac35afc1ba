'use client'

import type { TerminalRef } from '../../server/protocol/ids.ts'
import { useCallback, type ReactNode } from 'react'
import { DropZone } from '../files/drop-zone.tsx'
import type { UploadQueue } from '../files/upload-queue.ts'
import { useSessionClient } from '../session/session-provider.tsx'
import { TerminalConnection } from '../session/terminal-connection.tsx'
import { publishProbe } from '../terminal/terminal-probe.ts'
import { TerminalView } from '../terminal/terminal-view.tsx'
import type { XtermScreen } from '../terminal/xterm-screen.ts'
import { focusNextPane } from '../workspace-panes.ts'
import { probeName, regionName } from './terminal-name.ts'
import { WatcherBar } from './watcher-bar.tsx'

/** One terminal and its connection to the shell, for as long as the terminal exists. */
export function TerminalPane({
  terminal: { instance, terminal },
  header,
  isInUse,
  keysPlace,
  focusRequests,
  uploads,
  onScreen,
  onFocus,
}: {
  terminal: TerminalRef
  /** Null: it is alone in its tab. */
  header: ReactNode
  isInUse: boolean
  /** Where the keys for touch screens are shown. */
  keysPlace: HTMLElement | null
  focusRequests: number
  uploads: UploadQueue
  /** Undefined: it is gone. */
  onScreen: (terminal: TerminalRef['terminal'], screen: XtermScreen | undefined) => void
  onFocus: () => void
}) {
  const client = useSessionClient()
  const ref = { instance, terminal }
  const name = regionName(ref)

  const open = useCallback(
    (screen: XtermScreen) => {
      const opened = { instance, terminal }
      const channel = client.terminals.open(opened, screen)
      const unpublish = publishProbe(probeName(opened), screen)
      onScreen(terminal, screen)
      return () => {
        onScreen(terminal, undefined)
        unpublish()
        client.terminals.close(opened, channel)
      }
    },
    [client, instance, terminal, onScreen],
  )

  return (
    <DropZone instance={instance} terminal={terminal} uploads={uploads}>
      <section aria-label={name} onFocus={onFocus} className="flex size-full flex-col bg-term-background">
        {header}
        <WatcherBar terminal={ref} />
        <div className="relative min-h-0 flex-1">
          <TerminalConnection terminal={ref} />
          <TerminalView
            label={`${name}: input. F6 leaves it.`}
            isInUse={isInUse}
            keysPlace={keysPlace}
            focusRequests={focusRequests}
            onOpen={open}
            onInput={(text) => client.terminals.get(ref)?.input(text)}
            onBinaryInput={(text) => client.terminals.get(ref)?.binaryInput(text)}
            onResize={() => client.terminals.get(ref)?.resized()}
            onLeave={focusNextPane}
          />
        </div>
      </section>
    </DropZone>
  )
}
