import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { addRecipe } from '../catalog/add-recipe.ts'
import { buildCatalog, planCatalog, type BuildOptions } from '../catalog/build-catalog.ts'
import { CatalogError } from '../catalog/catalog-error.ts'
import { UsageError } from '../catalog/usage-error.ts'
import { ensureBaseImage } from '../docker/setup/base-image.ts'
import { runCatalogContainer } from '../docker/setup/catalog-container.ts'
import { ensureHostEngine } from '../docker/setup/host-engine.ts'
import { ensureCertificates } from '../docker/setup/lab-ca.ts'
import { silentProgress, type Progress } from '../lib/progress.ts'
import { lockSetup } from '../docker/setup/setup-lock.ts'
import { catalogTable } from './catalog-table.ts'
import { readCliEnvironment } from './cli-environment.ts'
import { explainFailure } from './explain-failure.ts'
import { runPhases } from './run-phases.ts'

const USAGE = `Usage: npm run catalog -- <verb>

  list                            what the catalogue has, and what of it is built
  build [recipe…] [--upgrade]     builds what has changed; --upgrade: again, with Debian's newest packages
  add <repository[:tag]> --packages a,b [--from debian|alpine] [--command 'word word']
                                  writes a new recipe and builds it

A recipe is a folder of images/catalog; its README.md tells more.`

const environment = readCliEnvironment()
const recipesDir = join(environment.root, 'images/catalog')

/** The operator's and author's view of what the Hub serves. Exit status: 0 fine, 1 failed, 2 wrong use. */
async function run([verb, ...args]: string[]): Promise<void> {
  if (verb === undefined || args.includes('--help') || verb === '--help' || verb === 'help') {
    console.log(USAGE)
  } else if (verb === 'list') {
    if (args.length > 0) throw new UsageError('list takes no arguments')
    await list()
  } else if (verb === 'build') {
    const { values, positionals } = parse(args, { upgrade: { type: 'boolean' } })
    await build(positionals, { isFresh: values.upgrade === true })
  } else if (verb === 'add') await add(args)
  else throw new UsageError(`there is no verb ${verb}, allowed: list, build, add`)
}

async function list(): Promise<void> {
  const { caCertificate } = await ensureCertificates(environment.paths.caDir, silentProgress, new Date())
  const planned = await planCatalog({ recipesDir, folder: catalogFolder(), caCertificate })
  console.log(catalogTable(planned))
  if (planned.some(({ built }) => !built)) console.log('\n`npm run catalog -- build` builds what is missing.')
}

async function build(names: string[], { isFresh }: { isFresh: boolean }): Promise<void> {
  const { paths, root, dockerHost, debianMirror } = environment
  await using _lock = await lockSetup(() => console.log('waiting for a set-up on this machine …'))
  const { caCertificate } = await ensureCertificates(paths.caDir, silentProgress, new Date())
  const catalog = { recipesDir, folder: catalogFolder(), caCertificate }
  const planned = await planCatalog(catalog)
  const known = planned.map(({ recipe }) => recipe.name)
  const unknown = names.find((name) => !known.includes(name))
  if (unknown) throw new UsageError(`there is no recipe ${unknown}, allowed: ${known.join(', ')}`)
  const work = async (progress: Progress): Promise<string> => {
    const host = await ensureHostEngine({ dockerHost, runtimeDir: paths.runtimeDir, progress })
    const folder = join(root, 'images/base')
    const base = await ensureBaseImage(host, { folder, cacheDir: paths.cacheDir, debianMirror, progress })
    const options: BuildOptions = {
      ...catalog,
      debianMirror,
      run: (containerRun) => runCatalogContainer(host, base, containerRun),
      progress,
      isFresh,
      ...(names.length > 0 && { only: names }),
    }
    const { repositories } = await buildCatalog(options)
    return `${repositories.length} repositories built`
  }
  await runPhases([{ title: 'Catalogue', run: work }])
}

async function add(args: string[]): Promise<void> {
  const { values, positionals } = parse(args, {
    packages: { type: 'string' },
    from: { type: 'string' },
    command: { type: 'string' },
  })
  const added = await addRecipe(recipesDir, {
    image: positionals,
    packages: asText(values.packages),
    from: asText(values.from),
    command: asText(values.command),
  })
  console.log(`wrote images/catalog/${added.name}/recipe.yaml`)
  try {
    await build([added.name], { isFresh: false })
  } catch (error) {
    // A recipe that cannot be built would keep every later set-up from working.
    await added.remove()
    console.error(`images/catalog/${added.name} is removed again.`)
    throw error
  }
  console.log(
    `\nNext: look over images/catalog/${added.name}/recipe.yaml (description, standInNote, stars), then`,
  )
  console.log(`\`npm start\` puts it into the Hub: docker pull ${added.pullName}`)
}

function catalogFolder(): string {
  return join(environment.paths.cacheDir, 'catalog')
}

function parse(args: string[], options: Record<string, { type: 'string' | 'boolean' }>) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    const allowed = Object.keys(options).map((name) => `--${name}`)
    throw new UsageError(`${(error as Error).message.split('. ')[0]}, allowed: ${allowed.join(', ')}`)
  }
}

function asText(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

try {
  await run(process.argv.slice(2))
} catch (error) {
  if (error instanceof UsageError) {
    console.error(`catalog: ${error.message}`)
    process.exitCode = 2
  } else {
    console.error(error instanceof CatalogError ? error.message : explainFailure(error))
    process.exitCode = 1
  }
}
