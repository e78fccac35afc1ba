import { defineConfig } from 'vitest/config'

const DOCKER_TESTS = 'server/**/*.docker.test.ts'
/** Property tests take seconds, and a machine that also starts instances takes several times as long. */
const UNIT_TIMEOUT_MS = 60_000
/** An instance starts in about two seconds; a busy machine needs several times that. */
const DOCKER_TIMEOUT_MS = 120_000

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{server,components,app,bench,lab-content}/**/*.test.{ts,tsx}'],
          exclude: [DOCKER_TESTS],
          testTimeout: UNIT_TIMEOUT_MS,
          setupFiles: ['server/testing/fail-on-console-error.ts'],
        },
      },
      {
        test: {
          name: 'docker',
          include: [DOCKER_TESTS],
          testTimeout: DOCKER_TIMEOUT_MS,
          hookTimeout: DOCKER_TIMEOUT_MS,
          // They share one lab engine on a small machine.
          fileParallelism: false,
        },
      },
    ],
  },
})
