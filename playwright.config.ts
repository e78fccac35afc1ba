import { existsSync } from 'node:fs'
import { chromium, defineConfig } from '@playwright/test'

/** Where Playwright's own browser cannot be downloaded, a distribution's serves as well. */
const SYSTEM_CHROMIUM = '/usr/bin/chromium'
/** Chromium's sandbox needs a user other than root; the rest keeps it from reaching for the internet. */
const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const isOwnBrowserHere = existsSync(chromium.executablePath())

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // Every test has instances of its own, and they share one small machine.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['html', { open: 'never', outputFolder: 'playwright-report' }]],
  use: {
    baseURL: process.env.DRYDOCK_E2E_URL,
    viewport: { width: 1440, height: 900 },
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    // Recording takes a share of a small machine: `--trace retain-on-failure` when a fault is looked for.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      args: CHROMIUM_FLAGS,
      ...(isOwnBrowserHere ? {} : { executablePath: SYSTEM_CHROMIUM }),
    },
  },
  webServer: {
    // exec: the signal must reach the broker, not a shell around it.
    command: 'exec node_modules/.bin/node server/testing/e2e-broker.ts',
    // The names of the groups are the names of environment variables, in lower case.
    wait: { stdout: /^instructor (?<drydock_e2e_instructor>\S+)\nready (?<drydock_e2e_url>\S+)/m },
    timeout: 120_000,
    stdout: 'pipe',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
  },
})
