import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { checkPort } from './preflight.ts'

test('a port in use is told with its number before anything else is done', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await expect(checkPort(port, '127.0.0.1')).rejects.toThrow(`Port ${port} is in use.`)
  server.close()
  await once(server, 'close')
  await expect(checkPort(port, '127.0.0.1')).resolves.toBeUndefined()
})
