import { z } from 'zod'
import { slugSchema } from '../protocol/ids.ts'

const text = z
  .string()
  .trim()
  .min(1)
  .max(600)
  .describe('a sentence or two; `code`, *emphasis* and links are fine')

const questionSchema = z.strictObject({
  id: slugSchema.describe('a name of its own in this chapter: lower-case letters, digits and single hyphens'),
  question: text,
  options: z
    .array(z.strictObject({ text, right: z.boolean().default(false), because: text }))
    .min(2)
    .max(5)
    .refine(
      (options) => options.filter(({ right }) => right).length === 1,
      'exactly one option must be right',
    )
    .describe('two to five options { text, right, because }, one of them with right: true'),
})

/** `quiz.yml`. */
export const quizFileSchema = z
  .array(questionSchema)
  .min(3)
  .max(5)
  .refine(
    (questions) => new Set(questions.map(({ id }) => id)).size === questions.length,
    'two questions share an id',
  )
  .describe('a list of three to five questions')
