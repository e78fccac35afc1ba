import { expect, it } from 'vitest'
import { instanceNameSchema, terminalNumberSchema } from '../../server/protocol/ids.ts'
import { EMPTY_LAYOUT, openFile, placeBeside, reconcileLayout } from './layout.ts'
import { formatLayouts, parseLayouts } from './stored-layouts.ts'

const node1 = instanceNameSchema.parse('node1')
const [one, two] = [terminalNumberSchema.parse(1), terminalNumberSchema.parse(2)]

it('what was stored is read again, by the same session only', () => {
  const split = placeBeside(reconcileLayout(EMPTY_LAYOUT, [one]), {
    terminal: two,
    beside: one,
    direction: 'column',
  })
  const layouts = { [node1]: openFile(split, '/etc/hosts') }
  const stored = formatLayouts(layouts, 'wise-otter-42')
  expect(parseLayouts(stored, 'wise-otter-42')).toEqual(layouts)
  expect(parseLayouts(stored, 'calm-heron-7')).toEqual({})
})

it.each([
  null,
  '',
  'junk',
  '[]',
  '{"owner":"me","layouts":{"node1":{"tabs":[{"kind":"terminals"}],"activeFile":null}}}',
  '{"owner":"me","layouts":{"node1":{"tabs":[{"kind":"terminals","direction":"row","panes":[{"terminal":1,"share":7}]}],"activeFile":null}}}',
  '{"owner":"me","layouts":{"node1":{"tabs":[{"kind":"file","path":"relative"}],"activeFile":null}}}',
  '{"owner":"me","layouts":{"../node1":{"tabs":[],"activeFile":null}}}',
])('%s is no layout', (stored) => {
  expect(parseLayouts(stored, 'me')).toEqual({})
})
