import { expect, test } from 'vitest'
import type { InstanceId, InstanceState } from '../domain/instance.ts'
import { instanceNameSchema, type SessionId } from '../protocol/ids.ts'
import { HubAccounts } from './hub-accounts.ts'
import { viewInstance } from './session-view.ts'

const name = instanceNameSchema.parse('node1')
const key = 'a'.repeat(26)
const ready: InstanceState = {
  status: 'ready',
  name,
  instance: { id: 'c1' as InstanceId, sessionId: 's1' as SessionId, name, ip: '10.0.0.2', startedAt: 0 },
  ports: [{ port: 5000, container: 'registry' }],
  usage: null,
  walls: [],
  isEngineUp: true,
}

test.each([
  ['http://localhost:3000', 'localhost', `http://5000--node1--${key}.localhost:3000/`],
  ['https://lab.example.org', 'lab.example.org', `https://5000--node1--${key}.lab.example.org/`],
  ['http://10.0.0.5:3000', 'Lab.Example.org', `http://5000--node1--${key}.lab.example.org:3000/`],
  ['http://127.0.0.1:3000', '127.0.0.1', `http://5000--node1--${key}.localhost:3000/`],
  ['http://[::1]:3000', '[::1]', `http://5000--node1--${key}.localhost:3000/`],
  ['http://10.0.0.5:3000', '10.0.0.5', undefined],
  ['http://[fd00::5]:3000', '[fd00::5]', undefined],
  ['http://localhost:3000', 'not a name', undefined],
])('with the page at %s and previews below %s a port opens at %s', (publicUrl, previewDomain, url) => {
  const view = viewInstance(
    ready,
    { previewKey: key, openedAt: 0, terminals: () => [] },
    {
      maxInstances: 5,
      extensionMs: 3_600_000,
      publicUrl: new URL(publicUrl),
      previewDomain,
      isLabEngineUp: () => true,
      hubAccounts: new HubAccounts('secret'),
    },
  )
  const ports = view.status === 'ready' && view.ports
  expect(ports).toEqual(url ? [{ port: 5000, container: 'registry', url }] : [])
})
