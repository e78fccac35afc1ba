import { spawn } from 'node:child_process'
import { access } from 'node:fs/promises'
import { chromium } from '@playwright/test'
import { ensureCommand } from '../docker/setup/debian-packages.ts'
import { readCliEnvironment } from './cli-environment.ts'
import { explainFailure } from './explain-failure.ts'
import { runPhases, seconds } from './run-phases.ts'
import { runSetup } from './run-setup.ts'

interface Stage {
  name: string
  /** npm script of package.json. */
  script: string
  /** Needs the lab engine, the built pages or a browser. */
  needs: 'nothing' | 'machine' | 'machine and browser'
}

/** Cheapest first: a mistake shows in seconds, not after the browser tests. */
const STAGES: Stage[] = [
  { name: 'typecheck', script: 'typecheck', needs: 'nothing' },
  { name: 'lint', script: 'lint', needs: 'nothing' },
  { name: 'unit', script: 'test:unit', needs: 'nothing' },
  { name: 'content', script: 'check:content', needs: 'nothing' },
  { name: 'docker', script: 'test:docker', needs: 'machine' },
  { name: 'e2e', script: 'test:e2e', needs: 'machine and browser' },
]
const USAGE = `Usage: npm test [-- <stage> …]   stages: ${STAGES.map(({ name }) => name).join(', ')}`

/** `npm test`: everything, in order, up to the first stage that fails. */
async function runTests(names: string[]): Promise<number> {
  const unknown = names.filter((name) => !STAGES.some((stage) => stage.name === name))
  if (unknown.length > 0) {
    console.error(`No such stage: ${unknown.join(', ')}.\n${USAGE}`)
    return 2
  }
  const stages = STAGES.filter(({ name }) => names.length === 0 || names.includes(name))
  await prepare(stages)
  const done: string[] = []
  for (const { name, script } of stages) {
    console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`)
    const startedAt = performance.now()
    const exitCode = await runScript(script)
    const elapsed = seconds(performance.now() - startedAt)
    done.push(`${exitCode === 0 ? '✓' : '✗'} ${name} (${elapsed})`)
    if (exitCode !== 0) {
      console.error(`\n${done.join('\n')}\nStage ${name} failed. Alone: npm test -- ${name}`)
      return exitCode
    }
  }
  console.log(`\n${done.join('\n')}\nAll stages passed.`)
  return 0
}

async function prepare(stages: Stage[]): Promise<void> {
  if (stages.some(({ needs }) => needs !== 'nothing')) {
    const withPages = stages.some(({ needs }) => needs === 'machine and browser')
    await runSetup(readCliEnvironment(), { withPages })
  }
  if (stages.some(({ needs }) => needs === 'machine and browser') && !(await hasOwnBrowser())) {
    const run = async (progress: Parameters<typeof ensureCommand>[1]['progress']) => {
      await ensureCommand('chromium', { packages: ['chromium', 'fonts-dejavu-core'], progress })
      return 'chromium'
    }
    await runPhases([{ title: 'Browser', run }])
  }
}

/** Playwright's own download, which playwright.config.ts prefers. */
async function hasOwnBrowser(): Promise<boolean> {
  return access(chromium.executablePath()).then(
    () => true,
    () => false,
  )
}

function runScript(script: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', script], { stdio: 'inherit' })
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}

try {
  process.exitCode = await runTests(process.argv.slice(2))
} catch (error) {
  console.error(explainFailure(error))
  process.exitCode = 1
}
