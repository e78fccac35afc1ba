import { z } from 'zod'
import { chapterIdSchema, checkIdSchema, instanceNameSchema } from '../protocol/ids.ts'

/** More than a session may have by default would make a chapter that nobody can do. */
const MAX_INSTANCES = 5
const MAX_SCRIPT_CHARACTERS = 8 * 1024

const script = z
  .string()
  .trim()
  .min(1)
  .max(MAX_SCRIPT_CHARACTERS)
  .describe('bash, or the name of a file in the chapter’s folder such as checks/pushed.sh')

export const checkFieldsSchema = z.strictObject({
  on: instanceNameSchema.describe('the instance that the script runs in: node1, node2, …'),
  mode: z
    .enum(['level', 'edge'])
    .describe('level (done while the script succeeds) or edge (done once it has)'),
  run: script,
  hint: z.string().trim().min(1).max(300).describe('a sentence that is shown when the script prints nothing'),
  solve: script,
  after: z.array(checkIdSchema).default([]).describe('a list of checks of this chapter'),
})

/** The front matter of `chapter.md`. */
export const chapterFrontMatterSchema = z.strictObject({
  id: chapterIdSchema.describe('the name of the folder without its number'),
  title: z.string().trim().min(1).max(120).describe('a line of text'),
  minutes: z.int().min(1).max(240).describe('a whole number of minutes, 1 to 240'),
  level: z.enum(['core', 'optional']).describe('core or optional'),
  instances: z.int().min(1).max(MAX_INSTANCES).default(1).describe(`a number from 1 to ${MAX_INSTANCES}`),
  checks: z
    .record(checkIdSchema, checkFieldsSchema)
    .default({})
    .describe('a map from a check’s id to the check'),
})
export type ChapterFrontMatter = z.infer<typeof chapterFrontMatterSchema>
