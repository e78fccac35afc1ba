import { createStore, type StoreApi } from 'zustand/vanilla'
import type { InstanceName } from '../../server/protocol/ids.ts'
import { readRemembered, remember } from '../ui/use-remembered.ts'
import { EMPTY_LAYOUT, type InstanceLayout } from './layout.ts'
import { formatLayouts, parseLayouts, type Layouts } from './stored-layouts.ts'

/** One for the browser, not one a session: those of sessions that have ended would pile up. */
const STORAGE_KEY = 'drydock-terminal-layouts'

export interface LayoutStore extends StoreApi<Layouts> {
  change(instance: InstanceName, change: (layout: InstanceLayout) => InstanceLayout): void
}

/** How a session's terminals are arranged, kept by the browser. `owner`: the session's user name. */
export function createLayoutStore(owner: string): LayoutStore {
  const store = createStore<Layouts>(() => parseLayouts(readRemembered(STORAGE_KEY), owner))
  return {
    ...store,
    change: (instance, change) => {
      const before = store.getState()[instance] ?? EMPTY_LAYOUT
      const layout = change(before)
      if (layout === before) return
      store.setState({ [instance]: layout })
      remember(STORAGE_KEY, formatLayouts(store.getState(), owner))
    },
  }
}
