import { createStore, type StoreApi } from 'zustand/vanilla'
import type { InstanceName } from '../../server/protocol/ids.ts'
import { readRemembered, remember } from '../ui/use-remembered.ts'
import { EMPTY_LAYOUT, type InstanceLayout } from './layout.ts'
import { formatLayouts, parseLayouts, type Layouts } from './stored-layouts.ts'

/** One for the browser, not one a session: those of sessions that have ended would pile up. */
const STORAGE_KEY = 'drydock-terminal-layouts'

export interface LayoutStore extends Pick<StoreApi<Layouts>, 'getState' | 'getInitialState' | 'subscribe'> {
  change(instance: InstanceName, change: (layout: InstanceLayout) => InstanceLayout): void
  /** Forgets all others: an instance that is added later has the name of one that was deleted. */
  keepOnly(instances: readonly InstanceName[]): void
}

export interface LayoutStorage {
  read(): string | null
  write(text: string): void
}

const BROWSER_STORAGE: LayoutStorage = {
  read: () => readRemembered(STORAGE_KEY),
  write: (text) => remember(STORAGE_KEY, text),
}

/** How a session's terminals are arranged, kept by the browser. `owner`: the session's user name. */
export function createLayoutStore(owner: string, storage: LayoutStorage = BROWSER_STORAGE): LayoutStore {
  const { setState, ...store } = createStore<Layouts>(() => parseLayouts(storage.read(), owner))
  const replace = (layouts: Layouts) => {
    setState(layouts, true)
    storage.write(formatLayouts(layouts, owner))
  }
  return {
    ...store,
    change: (instance, change) => {
      const layouts = store.getState()
      const before = layouts[instance] ?? EMPTY_LAYOUT
      const layout = change(before)
      if (layout !== before) replace({ ...layouts, [instance]: layout })
    },
    keepOnly: (instances) => {
      const layouts = store.getState()
      const kept = instances.flatMap((instance) => {
        const layout = layouts[instance]
        return layout ? [[instance, layout] as const] : []
      })
      if (kept.length < Object.keys(layouts).length) replace(Object.fromEntries(kept))
    },
  }
}
