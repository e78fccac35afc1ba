import { z } from 'zod'
import { labIdSchema } from '../protocol/ids.ts'

/** `lab.yml`. */
export const labFileSchema = z.strictObject({
  id: labIdSchema.describe('the name of the folder: lower-case letters, digits and single hyphens'),
  title: z.string().trim().min(1).max(120).describe('a line of text'),
  summary: z.string().trim().min(1).max(400).describe('one or two sentences: what a participant will learn'),
})
