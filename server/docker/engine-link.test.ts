import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { EngineNews } from '../ports/provisioner.ts'
import { EngineLink } from './engine-link.ts'

let folder: string
let socketPath: string
let server: Server | undefined

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-link-'))
  socketPath = join(folder, 'engine.sock')
})
afterEach(async () => {
  await stop()
  await rm(folder, { recursive: true })
})

async function serve(handler: RequestListener): Promise<void> {
  server = createServer(handler)
  server.listen(socketPath)
  await once(server, 'listening')
}

async function stop(): Promise<void> {
  server?.closeAllConnections()
  server?.close()
  server = undefined
  await rm(socketPath, { force: true })
}

const sound: RequestListener = (_request, response) => void response.end('{}')

function listen(link: EngineLink) {
  const news: EngineNews[] = []
  link.onChange((entry) => news.push(entry))
  return news
}

test('an engine that goes away is noticed by the first call, calls are refused unsent, and its new run is told', async () => {
  await serve(sound)
  using link = new EngineLink(socketPath)
  const news = listen(link)
  await link.engine.version()
  // One heartbeat, so that the run is known that is lost below.
  await vi.waitFor(() => expect(link.hasAnswered).toBe(true), { timeout: 5_000 })
  await stop()
  await expect(link.engine.version()).rejects.toThrow()
  await vi.waitFor(() => expect(news).toEqual([{ isUp: false }]))
  await expect(link.engine.version()).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE' })
  await serve(sound)
  await vi.waitFor(() => expect(news[1]).toMatchObject({ isUp: true, hasRestarted: true }), {
    timeout: 5_000,
  })
  await link.engine.version()
})

test(
  'calls that a hung engine has not answered end when its heartbeat stops',
  { timeout: 20_000 },
  async () => {
    let isHung = false
    await serve((request, response) => {
      if (!isHung) sound(request, response)
    })
    using link = new EngineLink(socketPath)
    const news = listen(link)
    isHung = true
    await expect(link.engine.version()).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE' })
    expect(news).toEqual([{ isUp: false }])
    isHung = false
    await vi.waitFor(() => expect(news[1]).toMatchObject({ isUp: true, hasRestarted: false }), {
      timeout: 5_000,
    })
  },
)
