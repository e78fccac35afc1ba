import { once } from 'node:events'
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkPort, ensureFolder } from './preflight.ts'

test('a port in use is told with its number before anything else is done', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await expect(checkPort(port, '127.0.0.1')).rejects.toThrow(`Port ${port} is in use.`)
  server.close()
  await once(server, 'close')
  await expect(checkPort(port, '127.0.0.1')).resolves.toBeUndefined()
})

test('the data folder is closed to others, also when it was open before', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'drydock-preflight-'))
  try {
    const folder = join(parent, 'data')
    await mkdir(folder, { mode: 0o755 })
    await ensureFolder(folder, 0o700)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
  } finally {
    await rm(parent, { recursive: true })
  }
})
