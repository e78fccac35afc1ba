import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createPagesProxy } from './pages-proxy.ts'

const log = pino({ level: 'silent' })

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('a page comes with headers that keep other sites and foreign scripts out', async () => {
  const next = createServer((_request, response) => response.end('a page'))
  const proxy = createPagesProxy({ target: await listen(next), isDevelopment: false, log })
  const server = createServer((request, response) => proxy.web(request, response))
  const response = await fetch(await listen(server))
  expect(await response.text()).toBe('a page')
  expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  server.close()
  next.close()
})

test('while the renderer is away, the answer says that it comes back', async () => {
  const gone = createServer()
  const target = await listen(gone)
  gone.close()
  await once(gone, 'close')
  const proxy = createPagesProxy({ target, isDevelopment: false, log })
  const server = createServer((request, response) => proxy.web(request, response))
  const response = await fetch(await listen(server))
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({ error: { code: 'SHUTTING_DOWN' } })
  server.close()
})
