import type { StoreApi } from 'zustand/vanilla'
import type { CockpitState } from './cockpit-state.ts'

const HIDDEN = 'yes'
const SHOWN = 'no'

/** Whether names are hidden is the same after a reload. What is returned ends it. */
export function keepNamesHidden(
  store: StoreApi<CockpitState>,
  memory: { read(): string | null; write(value: string): void },
): () => void {
  if (memory.read() === HIDDEN) store.setState({ areNamesHidden: true })
  return store.subscribe(({ areNamesHidden }, before) => {
    if (areNamesHidden !== before.areNamesHidden) memory.write(areNamesHidden ? HIDDEN : SHOWN)
  })
}
