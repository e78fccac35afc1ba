import type { CSSProperties } from 'react'
import type { TerminalNumber } from '../../server/protocol/ids.ts'
import type { TerminalsTab } from './layout.ts'

export interface PanePlace {
  terminal: TerminalNumber
  style: CSSProperties
  /** Has a neighbour before it, so that a line is between them. */
  isBehindBorder: boolean
}

export interface BorderPlace {
  /** The pane before it, counted from 0. */
  border: number
  /** From the left or upper edge of the tab, in percent. */
  offset: number
  /** Where the panes on both sides begin and end, in percent. */
  from: number
  to: number
}

/** Panes are placed by their shares, not nested: a terminal must stay the same element wherever it goes. */
export function panePlaces({ direction, panes }: TerminalsTab): PanePlace[] {
  return panes.map(({ terminal, share }, index) => {
    const offset = offsetOf(panes, index)
    const style =
      direction === 'row'
        ? { left: `${offset}%`, width: `${share}%`, top: 0, height: '100%' }
        : { top: `${offset}%`, height: `${share}%`, left: 0, width: '100%' }
    return { terminal, style, isBehindBorder: index > 0 }
  })
}

export function borderPlaces({ panes }: TerminalsTab): BorderPlace[] {
  return panes.slice(1).map((_, border) => ({
    border,
    from: offsetOf(panes, border),
    offset: offsetOf(panes, border + 1),
    to: offsetOf(panes, border + 2),
  }))
}

function offsetOf(panes: TerminalsTab['panes'], index: number): number {
  return panes.slice(0, index).reduce((sum, { share }) => sum + share, 0)
}
