import { z } from 'zod'
import { isValueOf } from '../domain/variables.ts'
import { wholeValue } from '../protocol/variables.ts'
import { chapterIdSchema, checkIdSchema, instanceNameSchema, variableNameSchema } from '../protocol/ids.ts'

/** More than a session may have by default would make a chapter that nobody can do. */
const MAX_INSTANCES = 5
const MAX_SCRIPT_CHARACTERS = 8 * 1024
/** More help than this is another chapter. */
const MAX_HINTS = 5

const script = z
  .string()
  .trim()
  .min(1)
  .max(MAX_SCRIPT_CHARACTERS)
  .describe('bash, or the name of a file in the chapter’s folder such as checks/pushed.sh')
const sentence = z.string().trim().min(1).max(400)
const instance = instanceNameSchema.describe('the instance that the script runs in: node1, node2, …')

const mistakeSchema = z.strictObject({
  make: script,
  says: sentence.describe('words that the check’s reason must have in this state'),
  undo: script.optional(),
})

export const checkFieldsSchema = z.strictObject({
  on: instance,
  mode: z
    .enum(['level', 'edge'])
    .describe('level (done while the script succeeds) or edge (done once it has)'),
  run: script,
  reason: z
    .string()
    .trim()
    .min(1)
    .max(300)
    .describe('a sentence that is shown when the script prints nothing'),
  hints: z
    .array(sentence)
    .max(MAX_HINTS)
    .default([])
    .describe(`up to ${MAX_HINTS} texts that open one by one`),
  solve: script.optional(),
  after: z.array(checkIdSchema).default([]).describe('a list of checks of this chapter'),
  mistakes: z.array(mistakeSchema).default([]).describe('a list of { make, says, undo }'),
})

const pattern = z
  .string()
  .min(1)
  .max(200)
  .refine(isPattern, 'not a regular expression')
  .describe('a regular expression for the whole value')
const example = z
  .string()
  .describe('a value that matches the pattern, of letters, digits and @ % _ + = : , . / -')

/** A script finds it, or the participant is asked: the keys tell which. */
export const variableFieldsSchema = z
  .strictObject({
    on: instance.optional(),
    run: script.optional(),
    ask: z.string().trim().min(1).max(120).optional().describe('what the participant is asked for'),
    pattern,
    example,
  })
  .refine(
    ({ ask, on, run }) =>
      ask === undefined ? on !== undefined && run !== undefined : on === undefined && run === undefined,
    'needs either "ask", or "on" and "run"',
  )
  .refine((fields) => isValueOf(fields, fields.example), {
    path: ['example'],
    message: 'does not match the pattern',
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
  variables: z
    .record(variableNameSchema, variableFieldsSchema)
    .default({})
    .describe('a map from a variable’s name to how its value is found'),
})
export type ChapterFrontMatter = z.infer<typeof chapterFrontMatterSchema>

function isPattern(source: string): boolean {
  try {
    wholeValue(source)
    return true
  } catch {
    return false
  }
}
