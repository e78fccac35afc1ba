'use client'

import type { TerminalNumber } from '../../server/protocol/ids.ts'
import type { ReadyInstanceView } from '../../server/protocol/session.ts'
import type { UploadQueue } from '../files/upload-queue.ts'
import { useSessionClient } from '../session/session-provider.tsx'
import { terminalKey } from '../session/terminal-ref.ts'
import type { XtermScreen } from '../terminal/xterm-screen.ts'
import { classNames } from '../ui/class-names.ts'
import { closableIn, moveBorder, tabId, type Tab, type TerminalsTab } from './layout.ts'
import type { LayoutStore } from './layout-store.ts'
import { PaneBorder } from './pane-border.tsx'
import { PaneHeader } from './pane-header.tsx'
import { borderPlaces, panePlaces, type PanePlace } from './pane-places.ts'
import { terminalName } from './terminal-name.ts'
import { TerminalPane } from './terminal-pane.tsx'
import type { FocusTarget } from './use-focus-target.ts'
import type { ShownLayout } from './use-instance-layout.ts'

/**
 * All terminals of an instance, by their numbers. Those of other tabs stay in the page, invisible and in the size that
 * they have in their tab: a terminal keeps its content, and moves to another tab without being made anew.
 */
export function TerminalPanes({
  instance: { name: instance, terminals },
  shown: { layout, activeTab, inUse },
  layouts,
  focus,
  keysPlace,
  uploads,
  onScreen,
  onClose,
}: {
  instance: ReadyInstanceView
  shown: ShownLayout
  layouts: LayoutStore
  focus: FocusTarget | null
  keysPlace: HTMLElement | null
  uploads: UploadQueue
  onScreen: (terminal: TerminalNumber, screen: XtermScreen | undefined) => void
  onClose: (terminal: TerminalNumber) => void
}) {
  const client = useSessionClient()
  const places = layout.tabs
    .filter(isOfTerminals)
    .flatMap((tab) => panePlaces(tab).map((place) => ({ ...place, tab })))
  const panes = places.toSorted((one, other) => one.terminal - other.terminal)
  return (
    <>
      {panes.map(({ terminal, style, isBehindBorder, tab }) => {
        const ref = { instance, terminal }
        const isSplit = tab.panes.length > 1
        const isShown = tab === activeTab
        const name = terminalName(terminals, terminal)
        return (
          <div
            key={terminal}
            style={style}
            data-f6-stop={isShown ? f6Stop(tab, terminal) : undefined}
            className={classNames(
              'absolute overflow-hidden',
              isBehindBorder && (tab.direction === 'row' ? 'border-l border-line' : 'border-t border-line'),
              !isShown && 'invisible',
            )}
          >
            <TerminalPane
              terminal={ref}
              header={
                isSplit && (
                  <PaneHeader
                    name={name}
                    isInUse={terminal === inUse}
                    onClose={closableIn(tab).includes(terminal) ? () => onClose(terminal) : undefined}
                  />
                )
              }
              isInUse={isShown && terminal === inUse}
              keysPlace={keysPlace}
              focusRequests={focus?.terminal === terminalKey(ref) ? focus.requests : 0}
              uploads={uploads}
              onScreen={onScreen}
              onFocus={() => {
                if (terminal !== inUse) client.selectTerminal(ref)
              }}
            />
          </div>
        )
      })}
      {activeTab && isOfTerminals(activeTab) && (
        <Borders
          tab={activeTab}
          nameOf={(terminal) => terminalName(terminals, terminal)}
          onMove={(border, share) =>
            layouts.change(instance, (before) => moveBorder(before, { id: tabId(activeTab), border, share }))
          }
        />
      )}
    </>
  )
}

function Borders({
  tab,
  nameOf,
  onMove,
}: {
  tab: TerminalsTab
  nameOf: (terminal: TerminalNumber) => string
  onMove: (border: number, share: number) => void
}) {
  return borderPlaces(tab).map((place) => (
    <PaneBorder
      key={place.border}
      label={`Size of ${nameOf(tab.panes[place.border]!.terminal)}`}
      direction={tab.direction}
      place={place}
      onMove={(share) => onMove(place.border, share)}
    />
  ))
}

function isOfTerminals(tab: Tab): tab is TerminalsTab {
  return tab.kind === 'terminals'
}

/** Counted from 1, as they lie. */
function f6Stop({ panes }: TerminalsTab, terminal: PanePlace['terminal']): number {
  return panes.findIndex((pane) => pane.terminal === terminal) + 1
}
