import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { SetupError } from './setup-error.ts'

/** The Hub's program as one file: its image then needs no packages, and changes when the program does. */
export async function bundleHub(root: string): Promise<string> {
  try {
    await using bundle = await rolldown({
      input: join(root, 'server/hub/main.ts'),
      platform: 'node',
      logLevel: 'silent',
    })
    const { output } = await bundle.generate({ format: 'esm', codeSplitting: false })
    return output[0].code
  } catch (cause) {
    throw new SetupError(`The Hub's program could not be bundled: ${(cause as Error).message}`, {
      advice: 'Is node_modules complete? `npm ci` brings it back.',
      cause,
    })
  }
}
