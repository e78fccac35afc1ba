import { expect, it } from 'vitest'
import { instanceNameSchema, terminalNumberSchema } from '../../server/protocol/ids.ts'
import { openFile, reconcileLayout } from './layout.ts'
import { createLayoutStore, type LayoutStorage } from './layout-store.ts'

const [node1, node2] = [instanceNameSchema.parse('node1'), instanceNameSchema.parse('node2')]
const one = terminalNumberSchema.parse(1)

function fakeStorage(): LayoutStorage & { writes: number } {
  let kept: string | null = null
  return {
    writes: 0,
    read: () => kept,
    write(text) {
      this.writes++
      kept = text
    },
  }
}

it('a layout is there again when the page is, for the same session', () => {
  const storage = fakeStorage()
  createLayoutStore('wise-otter-42', storage).change(node1, (layout) => openFile(layout, '/a'))
  const again = createLayoutStore('wise-otter-42', storage).getState()
  expect(again[node1]).toEqual({ tabs: [{ kind: 'file', path: '/a' }], activeFile: '/a' })
  expect(createLayoutStore('calm-heron-7', storage).getState()).toEqual({})
})

it('nothing is written, and nobody is told, when nothing has changed', () => {
  const storage = fakeStorage()
  const layouts = createLayoutStore('me', storage)
  layouts.change(node1, (layout) => reconcileLayout(layout, [one]))
  layouts.subscribe(() => expect.fail('told of a change'))
  layouts.change(node1, (layout) => reconcileLayout(layout, [one]))
  layouts.keepOnly([node1, node2])
  expect(storage.writes).toBe(1)
})

it('what a deleted instance had is not for the next one of its name', () => {
  const storage = fakeStorage()
  const layouts = createLayoutStore('me', storage)
  for (const name of [node1, node2]) layouts.change(name, (layout) => openFile(layout, '/a'))
  layouts.keepOnly([node1])
  expect(Object.keys(layouts.getState())).toEqual(['node1'])
  expect(Object.keys(createLayoutStore('me', storage).getState())).toEqual(['node1'])
})
