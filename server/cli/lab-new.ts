import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { labIdSchema } from '../protocol/ids.ts'

const TEMPLATE = join(import.meta.dirname, 'lab-template')
const ID = 'my-lab'

/** `lab new`: a lab with one small chapter that has everything. Answers with the exit status. */
export async function makeLab(labsDir: string, name: string): Promise<number> {
  const id = labIdSchema.safeParse(name)
  if (!id.success) {
    console.error(`"${name}" cannot be the name of a lab: ${id.error.issues[0]!.message}`)
    return 2
  }
  const folder = join(labsDir, name)
  try {
    await mkdir(folder)
  } catch (error) {
    console.error(`${folder}: ${error instanceof Error ? error.message : String(error)}`)
    return 1
  }
  await cp(TEMPLATE, folder, { recursive: true })
  const labFile = join(folder, 'lab.yml')
  await writeFile(labFile, (await readFile(labFile, 'utf8')).replaceAll(ID, name))
  console.log(
    `${folder} is there. See its page with: npm run dev\nPlay it with: npm run lab -- solve ${name}`,
  )
  return 0
}
