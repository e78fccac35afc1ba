import { expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { INITIAL_COCKPIT, type CockpitState } from './cockpit-state.ts'
import { keepNamesHidden } from './keep-names-hidden.ts'

function open(kept: string | null = null) {
  let value = kept
  const store = createStore<CockpitState>(() => INITIAL_COCKPIT)
  const stop = keepNamesHidden(store, { read: () => value, write: (next) => (value = next) })
  return { store, stop, kept: () => value }
}

it('hides names after a reload of a page that hid them, and shows them after one that showed them', () => {
  const page = open()
  expect(page.store.getState().areNamesHidden).toBe(false)
  page.store.setState({ areNamesHidden: true })
  const reloaded = open(page.kept())
  expect(reloaded.store.getState().areNamesHidden).toBe(true)
  reloaded.store.setState({ areNamesHidden: false })
  expect(open(reloaded.kept()).store.getState().areNamesHidden).toBe(false)
})

it('writes nothing when something else changes, and nothing after its end', () => {
  const { store, stop, kept } = open()
  store.setState({ problem: 'None of names.' })
  stop()
  store.setState({ areNamesHidden: true })
  expect(kept()).toBeNull()
})
