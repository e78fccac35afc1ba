import type Docker from 'dockerode'
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LABEL } from '../labels.ts'
import { followMessages } from './engine-messages.ts'
import { hasImage } from './image-store.ts'
import type { Progress } from '../../lib/progress.ts'
import { recipeKey } from './recipe-key.ts'
import { SetupError } from './setup-error.ts'

const KEPT_LINES = 15

export interface ImageRecipe {
  /** `drydock/<name>` */
  name: string
  /** Folder with the Dockerfile. */
  folder: string
  buildArguments: Record<string, string>
  /** Files from elsewhere that the Dockerfile copies, by name in the build context. */
  extraFiles?: Record<string, string>
  /** Large ones: path on this machine, by name in the build context. Their content is not part of the key. */
  extraPaths?: Record<string, string>
}

/** `drydock/<name>:<key>`; the key changes with anything that the image is made from. */
export async function imageTag({
  name,
  folder,
  buildArguments,
  extraFiles = {},
}: ImageRecipe): Promise<string> {
  const key = await recipeKey(folder, { ...buildArguments, ...extraFiles })
  return `drydock/${name}:${key}`
}

/** Builds the image when it is missing and answers with its tag. */
export async function ensureImage(engine: Docker, recipe: ImageRecipe, progress: Progress): Promise<string> {
  const tag = await imageTag(recipe)
  if (!(await hasImage(engine, tag))) await build(engine, tag, recipe, progress)
  return tag
}

async function build(engine: Docker, tag: string, recipe: ImageRecipe, progress: Progress): Promise<void> {
  const context = await mkdtemp(join(tmpdir(), 'drydock-build-'))
  const lastLines: string[] = []
  try {
    await cp(recipe.folder, context, { recursive: true })
    for (const [name, content] of Object.entries(recipe.extraFiles ?? {})) {
      await writeFile(join(context, name), content)
    }
    for (const [name, path] of Object.entries(recipe.extraPaths ?? {})) await cp(path, join(context, name))
    const answer = await engine.buildImage(
      { context, src: await readdir(context) },
      {
        t: tag,
        buildargs: recipe.buildArguments,
        labels: { [LABEL.recipe]: tag.slice(tag.lastIndexOf(':') + 1) },
        // The host's own network: the Engine's bridge may have no way to the mirror (a proxy, a strict firewall).
        networkmode: 'host',
        rm: true,
        forcerm: true,
      },
    )
    await followMessages(answer, ({ stream }) => {
      const line = stream?.trimEnd()
      if (!line) return
      lastLines.push(line)
      if (lastLines.length > KEPT_LINES) lastLines.shift()
      const step = /^Step (\d+)\/(\d+) : (.*)/.exec(line)
      if (!step) return
      progress.share(Number(step[1]) - 1, Number(step[2]), 'steps')
      progress.say(step[3]!)
    })
  } catch (cause) {
    throw new SetupError(`${(cause as Error).message}\n${lastLines.join('\n')}`, {
      advice: `The recipe is ${recipe.folder}/Dockerfile. It needs a Debian mirror: is deb.debian.org reachable?`,
      cause,
    })
  } finally {
    await rm(context, { recursive: true, force: true })
  }
}
