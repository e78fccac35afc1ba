'use client'

import type { KeyboardEvent } from 'react'
import { publishProbe } from './terminal-probe.ts'
import { TerminalView } from './terminal-view.tsx'
import type { XtermScreen } from './xterm-screen.ts'

/** Where keys of a terminal go. */
interface Keys {
  input(text: string): void
  binaryInput(text: string): void
  resized(): void
}

/**
 * A terminal outside of the workbench, such as one that is watched or presented: it has neither keys for touch screens
 * nor the tip, and takes no keyboard by itself.
 */
export function ShownTerminal({
  label,
  probe,
  keys,
  onOpen,
  onLeave,
}: {
  label: string
  /** What `window.__drydock` calls it: a contract, see `e2e/`. */
  probe: string
  /** Asked with each key; absent: it is read-only, and its size is somebody else's. */
  keys?: (() => Keys | undefined) | undefined
  /** Called once with the screen; what it returns is called before the screen goes. */
  onOpen: (screen: XtermScreen) => () => void
  onLeave: (direction: 'forward' | 'backward') => void
}) {
  return (
    <div className="contents" onKeyDownCapture={keys ? undefined : leaveByTab}>
      <TerminalView
        label={label}
        isInUse={false}
        keysPlace={null}
        focusRequests={0}
        isReadOnly={!keys}
        onOpen={(screen) => {
          const close = onOpen(screen)
          const unpublish = publishProbe(probe, screen)
          return () => {
            unpublish()
            close()
          }
        }}
        onInput={(text) => keys?.()?.input(text)}
        onBinaryInput={(text) => keys?.()?.binaryInput(text)}
        onResize={() => keys?.()?.resized()}
        onLeave={onLeave}
      />
    </div>
  )
}

/** There is no shell for it here, so it leads on, as everywhere else on the page. */
function leaveByTab(event: KeyboardEvent): void {
  if (event.key === 'Tab') event.stopPropagation()
}
