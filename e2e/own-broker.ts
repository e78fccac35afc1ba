import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface OwnBroker extends AsyncDisposable {
  url: string
}

/** A broker of a test's own, with other settings than that of all tests. */
export async function startOwnBroker(settings: Record<string, string>): Promise<OwnBroker> {
  // As playwright.config.ts starts the one of all tests.
  const child = spawn('node_modules/.bin/node', ['server/testing/e2e-broker.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...settings },
  })
  const ended = once(child, 'exit')
  const url = await new Promise<string>((resolve, reject) => {
    void ended.then(([code]) =>
      reject(new Error(`the broker ended with ${String(code)} before it was ready`)),
    )
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('ready ')) resolve(line.slice('ready '.length))
    })
  })
  return {
    url,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
