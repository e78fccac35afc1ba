// `node server/cli/bootstrap.mjs <verb> [args]`: what every npm script of Drydock starts. Runs on Node 20.9 with
// nothing installed: brings the packages up to date, then goes on under the Node that comes with them.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const VERBS = [
  'start',
  'dev',
  'stop',
  'doctor',
  'setup',
  'test',
  'lab',
  'catalog',
  'audit',
  'drain',
  'backup',
]
const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const modules = join(root, 'node_modules')
const stamp = join(modules, '.drydock-lock')
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

const [verb, ...args] = process.argv.slice(2)
if (!VERBS.includes(verb)) {
  console.error(`Which verb? One of: ${VERBS.join(', ')}`)
  process.exit(2)
}

const lockHash = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lockHash) await installPackages()

const node = findNode()
if (!node) {
  console.error('The package `node` in node_modules has no binary for this machine.')
  console.error('Remove node_modules and start again; Drydock runs on Linux, x64 and arm64.')
  process.exit(1)
}
const path = [dirname(node), join(modules, '.bin'), process.env.PATH].join(delimiter)
process.exitCode = await run(node, [join(root, `server/cli/${verb}.ts`), ...args], {
  cwd: root,
  env: { ...process.env, PATH: path },
  stdio: 'inherit',
})

async function installPackages() {
  const startedAt = performance.now()
  const elapsed = () => `${((performance.now() - startedAt) / 1000).toFixed(0)} s`
  const isTTY = process.stdout.isTTY
  console.log('Installing npm packages (npm ci) …')
  const ticker = isTTY && setInterval(() => process.stdout.write(`\r  npm ci  ${elapsed()} `), 1000)
  // The output is shown when it fails; on success npm's summary says nothing that the operator can use.
  const output = []
  const npmArgs = ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev']
  const exitCode = await run(
    'npm',
    npmArgs,
    { cwd: root, env: process.env, stdio: ['ignore', 'pipe', 'pipe'] },
    (chunk) => output.push(chunk),
  )
  if (ticker) clearInterval(ticker)
  if (isTTY) process.stdout.write('\r\x1b[K')
  if (exitCode !== 0) {
    process.stderr.write(Buffer.concat(output))
    console.error(`\n✗ npm packages (${elapsed()}): npm ci ended with ${exitCode}.`)
    console.error('  Is the npm registry reachable (`npm ping`)? Is there disk space? Then start again.')
    process.exit(1)
  }
  writeFileSync(stamp, lockHash)
  console.log(`✓ npm packages (${elapsed()})`)
}

/** The package `node` links its binary in its install script, which npm may not run; the binary is there anyway. */
function findNode() {
  const platform = `node-${process.platform}-${process.arch}`
  const places = [
    join(modules, `${platform}/bin/node`),
    join(modules, `node/node_modules/${platform}/bin/node`),
    join(modules, 'node/bin/node'),
  ]
  return places.find((place) => existsSync(place))
}

/** Runs a program to its end, passes signals on, and answers with its exit code (128 + n when signal n ended it). */
function run(command, commandArgs, options, onOutput) {
  return new Promise((resolve) => {
    const child = spawn(command, commandArgs, options)
    if (onOutput) {
      child.stdout.on('data', onOutput)
      child.stderr.on('data', onOutput)
    }
    // A terminal sends Ctrl-C to the whole group: the child has it already, and must not get it twice.
    const forward = (signal) => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal)
    for (const signal of SIGNALS) process.on(signal, forward)
    child.once('error', (error) => {
      console.error(`${command} cannot be run: ${error.message}`)
      resolve(127)
    })
    child.once('close', (code, signal) => {
      for (const name of SIGNALS) process.off(name, forward)
      resolve(code ?? 128 + constants.signals[signal])
    })
  })
}
