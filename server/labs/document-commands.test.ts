import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { loadLabs } from './load-labs.ts'

const listSchema = z.strictObject({
  commands: z.array(z.string()),
  replacements: z.array(z.strictObject({ document: z.string(), lab: z.string(), why: z.string() })),
})
const { commands, replacements } = listSchema.parse(
  parse(await readFile(join(import.meta.dirname, 'document-commands.yml'), 'utf8')),
)

/** As the list has them: one line each. */
function commandLines(code: string): string[] {
  return code
    .replace(/\\\n\s*/g, ' ')
    .replace(/<<'EOF'\n[^]*?\nEOF/g, '')
    .replace(/\|\s*\n\s*/g, '| ')
    .replace(/\$\(\s*\n\s*([^]*?)\n\)/g, '$($1)')
    .split('\n')
    .map((line) =>
      line
        .replace(/\s+#.*$/, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((line) => line !== '' && !line.startsWith('#'))
}

/** What the reader fills in may be anything that is one word. */
function asPattern(command: string): RegExp {
  const parts = command.split(/<[a-z-]+>/).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return new RegExp(`^${parts.join('\\S+')}$`)
}

test('every command of the document is in the lab, or was replaced for a reason', async () => {
  const labs = await loadLabs(join(import.meta.dirname, '../../lab-content'))
  const lab = labs.find(({ id }) => id === 'container-registries')!
  const lines = lab.chapters.flatMap(({ blocks }) =>
    [...blocks.values()]
      .filter(({ language }) => language === 'bash')
      .flatMap(({ code }) => commandLines(code)),
  )
  const isThere = (command: string): boolean => lines.some((line) => asPattern(command).test(line))
  const replaced = new Map(replacements.map(({ document, lab: instead }) => [document, instead]))
  expect(commands.filter((command) => !isThere(replaced.get(command) ?? command))).toEqual([])
  // A replacement that is not needed any more would hide a command that was lost.
  expect([...replaced.keys()].filter((command) => !commands.includes(command) || isThere(command))).toEqual(
    [],
  )
})
