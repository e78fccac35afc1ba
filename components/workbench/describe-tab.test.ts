import { expect, it } from 'vitest'
import { terminalNumberSchema } from '../../server/protocol/ids.ts'
import { describeTab } from './describe-tab.ts'

const [one, two] = [terminalNumberSchema.parse(1), terminalNumberSchema.parse(2)]

it('terminals are called by their names, or by their numbers', () => {
  const panes = [
    { terminal: one, share: 50 },
    { terminal: two, share: 50 },
  ]
  const terminals = [
    { number: one, name: null },
    { number: two, name: 'logs' },
  ]
  expect(describeTab({ kind: 'terminals', direction: 'row', panes }, terminals)).toEqual({
    id: 'terminal-1',
    kind: 'terminals',
    label: 'Terminal 1, logs',
    title: 'Terminal 1, logs',
  })
})

it('files are called by the last part of their path', () => {
  expect(describeTab({ kind: 'file', path: '/etc/docker/daemon.json' }, [])).toMatchObject({
    label: 'daemon.json',
    title: '/etc/docker/daemon.json',
  })
})
