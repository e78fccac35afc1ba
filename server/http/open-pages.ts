import { join } from 'node:path'
import type { Logger } from '../lib/logger.ts'
import type { Proxy } from './front-door.ts'
import { readInlineScripts } from './inline-scripts.ts'
import { startPages } from './pages-process.ts'
import { createPagesProxy, noPages } from './pages-proxy.ts'

export interface PagesOptions {
  /** The checkout. */
  root: string
  mode: 'start' | 'dev' | 'none'
  environment: Record<string, string | undefined>
  isSecure: boolean
  log: Logger
}

/** Starts the process that renders pages, which ends with `owned`. */
export async function openPages(
  { root, mode, environment, isSecure, log }: PagesOptions,
  owned: AsyncDisposableStack,
): Promise<Proxy> {
  if (mode === 'none') return noPages
  const starting = startPages({ root, mode, environment, log })
  owned.defer(() =>
    starting.then(
      (running) => running[Symbol.asyncDispose](),
      () => undefined,
    ),
  )
  const { target } = await starting
  // Next's development server writes scripts as it goes.
  const inlineScripts = mode === 'dev' ? null : await readInlineScripts(join(root, '.next/server/app'))
  return createPagesProxy({ target, inlineScripts, isSecure, log })
}
