import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { get } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '../lib/free-port.ts'
import type { Logger } from '../lib/logger.ts'

const START_TIMEOUT_MS = 60_000
const POLL_MS = 50
/** After a crash: at once would spin when pages cannot start at all. */
const RESTART_MS = 1_000
/** What Next may inherit. It needs no socket, token or data directory, so it gets none. */
const INHERITED = ['PATH', 'HOME', 'LANG', 'TZ', 'NODE_OPTIONS', 'DRYDOCK_LABS_DIR']

const END_WITH_BROKER = new URL('./end-with-broker.ts', import.meta.url).href

export interface PagesProcess extends AsyncDisposable {
  /** `http://127.0.0.1:<port>` */
  target: string
}

/** Runs Next in a process of its own, so that rendering can neither stall a terminal nor touch the lab engine. */
export async function startPages(options: {
  root: string
  mode: 'start' | 'dev'
  environment: Record<string, string | undefined>
  log: Logger
}): Promise<PagesProcess> {
  const { root, mode, environment, log } = options
  const port = await freePort()
  const target = `http://127.0.0.1:${port}`
  const inherited = Object.fromEntries(INHERITED.map((name) => [name, environment[name]]))
  const next = `${root}/node_modules/next/dist/bin/next`
  let isStopping = false
  let child: ChildProcess

  function launch(): void {
    const args = ['--import', END_WITH_BROKER, next, mode, '--hostname', '127.0.0.1', '--port', String(port)]
    child = spawn(process.execPath, args, {
      cwd: root,
      env: {
        ...inherited,
        NODE_ENV: mode === 'dev' ? 'development' : 'production',
        NEXT_TELEMETRY_DISABLED: '1',
      },
      // A Ctrl-C in the terminal is for the broker, which then ends it.
      detached: true,
      stdio: ['ignore', mode === 'dev' ? 'inherit' : 'ignore', 'inherit', 'ipc'],
    })
    // `error` comes instead of `exit` when it cannot even be started.
    child.once('error', (error) => again({ err: error }))
    child.once('exit', (code) => again({ code }))
  }

  function again(about: object): void {
    if (isStopping) return
    log.error(about, 'the page renderer ended; starting it again')
    setTimeout(() => isStopping || launch(), RESTART_MS)
  }

  async function stop(): Promise<void> {
    isStopping = true
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }

  launch()
  try {
    await waitUntilAnswering(target)
  } catch (error) {
    await stop()
    throw error
  }
  return { target, [Symbol.asyncDispose]: stop }
}

async function waitUntilAnswering(target: string): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS
  while (!(await answers(target))) {
    if (performance.now() > deadline) throw new Error('The page renderer (next) did not start.')
    await delay(POLL_MS)
  }
}

function answers(target: string): Promise<boolean> {
  return new Promise((resolve) => {
    // A path that needs no rendering: whether something answers is all that matters.
    get(`${target}/favicon.ico`, (response) => {
      response.resume()
      resolve(true)
    }).once('error', () => resolve(false))
  })
}
