/** Parts of the workspace in the order that F6 visits them; each is the id of an element that can take the focus. */
const PANES = ['pane-chapters', 'pane-chapter', 'pane-session'] as const
export type PaneId = (typeof PANES)[number]

/** What takes the focus in a stop: a terminal, an editor, the tab in view. */
const STOP_TARGETS = '.xterm-helper-textarea, .cm-content, [role=tab][aria-selected=true]'

/** Moves the keyboard to the next part of the workspace that is shown. */
export function focusNextPane(direction: 'forward' | 'backward'): void {
  const panes = PANES.flatMap((id) => document.getElementById(id) ?? []).filter(isShown)
  const stops = panes.flatMap(stopsIn)
  const next = stops[nextIndex({ current: currentPlace(panes, stops), count: stops.length, direction })]
  ;(next?.querySelector<HTMLElement>(STOP_TARGETS) ?? next)?.focus()
}

/** `current`: a half lies between two stops; -1 is nowhere. */
export function nextIndex({
  current,
  count,
  direction,
}: {
  current: number
  count: number
  direction: 'forward' | 'backward'
}): number {
  if (direction === 'forward') return (Math.floor(current) + 1) % count
  return current === -1 ? count - 1 : (Math.ceil(current) - 1 + count) % count
}

function currentPlace(panes: readonly HTMLElement[], stops: readonly HTMLElement[]): number {
  const focused = document.activeElement
  const current = stops.findIndex((stop) => stop.contains(focused))
  if (current !== -1) return current
  const pane = panes.find((candidate) => candidate.contains(focused))
  // Beside the stops of a pane is before the first of them.
  return pane ? stops.findIndex((stop) => pane.contains(stop)) - 0.5 : -1
}

/** A part may have stops of its own, `data-f6-stop`, numbered in their order: terminals are what people come for. */
function stopsIn(pane: HTMLElement): HTMLElement[] {
  const stops = [...pane.querySelectorAll<HTMLElement>('[data-f6-stop]')].filter(isShown)
  return stops.length > 0 ? stops.sort((one, other) => orderOf(one) - orderOf(other)) : [pane]
}

function orderOf(stop: HTMLElement): number {
  return Number(stop.dataset.f6Stop)
}

function isShown(element: HTMLElement): boolean {
  return element.checkVisibility({ visibilityProperty: true })
}
