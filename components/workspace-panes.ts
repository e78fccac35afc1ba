/** Parts of the workspace in the order that F6 visits them; each is the id of an element that can take the focus. */
const PANES = ['pane-chapters', 'pane-chapter', 'pane-session'] as const
export type PaneId = (typeof PANES)[number]

/** Moves the keyboard to the next part of the workspace that is shown. */
export function focusNextPane(direction: 'forward' | 'backward'): void {
  const shown = PANES.flatMap((id) => document.getElementById(id) ?? []).filter((pane) =>
    pane.checkVisibility(),
  )
  const current = shown.findIndex((pane) => pane.contains(document.activeElement))
  const step = direction === 'forward' ? 1 : -1
  const start = current === -1 && step === -1 ? 0 : current
  const next = shown[(start + step + shown.length) % shown.length]
  // In the session's pane, the terminal is what people come for.
  const terminal = next?.querySelector<HTMLElement>('[data-state=active] .xterm-helper-textarea')
  ;(terminal ?? next)?.focus()
}
