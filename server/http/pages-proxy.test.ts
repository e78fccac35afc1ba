import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import type { InlineScripts } from './inline-scripts.ts'
import { createPagesProxy } from './pages-proxy.ts'

const log = pino({ level: 'silent' })
const inlineScripts: InlineScripts = {
  ofPage: (path) => [`'sha256-of-${path}'`],
  common: ["'sha256-theme'"],
}

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function withPages(
  { next: answer, ...options }: { next: RequestListener; isDevelopment?: boolean; isSecure?: boolean },
  look: (url: string) => Promise<void>,
): Promise<void> {
  const next = createServer(answer)
  const proxy = createPagesProxy({
    target: await listen(next),
    inlineScripts: options.isDevelopment ? null : inlineScripts,
    isSecure: options.isSecure ?? false,
    log,
  })
  const server = createServer((request, response) => proxy.web(request, response))
  await look(await listen(server))
  server.close()
  next.close()
}

test('a page that was built runs what it was built with, by hash', () =>
  withPages(
    { next: (_request, response) => response.setHeader('x-nextjs-prerender', '1').end('a page') },
    async (url) => {
      const response = await fetch(`${url}/labs/a/?x=1`)
      expect(await response.text()).toBe('a page')
      const policy = response.headers.get('content-security-policy')
      expect(policy).toContain("script-src 'self' 'sha256-of-/labs/a';")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect(response.headers.get('strict-transport-security')).toBeNull()
    },
  ))

test('no request goes by a connection that Next may just be closing; the browser’s stays open', () => {
  const used = new Set<unknown>()
  return withPages(
    { next: ({ socket }, response) => (used.add(socket), response.end('a page')) },
    async (url) => {
      for (let count = 0; count < 3; count++) {
        const response = await fetch(url)
        expect(await response.text()).toBe('a page')
        expect(response.headers.get('connection')).toBe('keep-alive')
      }
      expect(used.size).toBe(3)
    },
  )
})

test('a page that is rendered runs what has the nonce of its request, which nobody else chooses', () => {
  const seen: IncomingHttpHeaders[] = []
  return withPages(
    { next: (request, response) => (seen.push(request.headers), response.end()), isSecure: true },
    async (url) => {
      const policies: string[] = []
      for (const name of ['content-security-policy', 'content-security-policy-report-only']) {
        const response = await fetch(url, { headers: { [name]: "script-src 'nonce-evil'" } })
        policies.push(response.headers.get('content-security-policy')!)
        expect(response.headers.get('strict-transport-security')).toBe('max-age=31536000')
      }
      const nonces = seen.map(
        (headers) =>
          /^script-src ('nonce-[\w+/]{22}==')$/.exec(String(headers['content-security-policy']))![1]!,
      )
      expect(new Set(nonces).size).toBe(2)
      expect(seen.map((headers) => headers['content-security-policy-report-only'])).toEqual([
        undefined,
        undefined,
      ])
      policies.forEach((policy, index) =>
        expect(policy).toContain(`script-src 'self' ${nonces[index]} 'sha256-theme';`),
      )
      for (const policy of policies) expect(policy).not.toMatch(/script-src [^;]*unsafe/)
    },
  )
})

test('whoever renders pages gets no credentials and no commands', () => {
  const seen: IncomingHttpHeaders[] = []
  return withPages(
    { next: (request, response) => (seen.push(request.headers), response.end()) },
    async (url) => {
      const headers = {
        cookie: 'drydock_session=a; theme=dark; drydock_instructor=b; __Host-drydock_session=c',
        authorization: 'Bearer d',
      }
      expect((await fetch(url, { headers })).status).toBe(200)
      expect([seen[0]!.cookie, seen[0]!.authorization]).toEqual(['theme=dark', undefined])
      const command = await fetch(url, { method: 'POST', headers: { 'next-action': 'x' }, body: 'y' })
      expect([command.status, await command.json()]).toMatchObject([
        405,
        { error: { code: 'METHOD_NOT_ALLOWED' } },
      ])
      expect(seen).toHaveLength(1)
    },
  )
})

test('while authors write, pages have no policy', () =>
  withPages({ next: (_request, response) => response.end(), isDevelopment: true }, async (url) => {
    const { headers } = await fetch(url)
    expect(headers.get('content-security-policy')).toBeNull()
    expect(headers.get('x-frame-options')).toBe('DENY')
  }))

test('while the renderer is away, the answer says that it comes back', async () => {
  const gone = createServer()
  const target = await listen(gone)
  gone.close()
  await once(gone, 'close')
  const proxy = createPagesProxy({ target, inlineScripts, isSecure: false, log })
  const server = createServer((request, response) => proxy.web(request, response))
  const response = await fetch(await listen(server))
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({ error: { code: 'SHUTTING_DOWN' } })
  server.close()
})
