import { z } from 'zod'
import { MAX_TERMINALS } from './limits.ts'

/** Ids as they cross the wire. A session is never named by the browser: its cookie names it. */

export const instanceNameSchema = z
  .string()
  .regex(/^node[1-9][0-9]?$/, 'an instance is called node1, node2, …')
  .brand<'InstanceName'>()
/** `node1`, `node2`, …: unique in its session, and the host name that the participant sees. */
export type InstanceName = z.infer<typeof instanceNameSchema>

export const terminalNumberSchema = z.number().int().min(1).max(MAX_TERMINALS).brand<'TerminalNumber'>()
/** Of a terminal in its instance. Number 1 is always there. */
export type TerminalNumber = z.infer<typeof terminalNumberSchema>
export const FIRST_TERMINAL = terminalNumberSchema.parse(1)

/** A terminal of a session. */
export interface TerminalRef {
  instance: InstanceName
  terminal: TerminalNumber
}

/** Made up by a browser tab, for each terminal that it opens. */
export const inputIdSchema = z.string().regex(/^[a-z0-9]{16,32}$/)

export const slugSchema = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and single hyphens')

export const labIdSchema = slugSchema.brand<'LabId'>()
export type LabId = z.infer<typeof labIdSchema>

export const chapterIdSchema = slugSchema.brand<'ChapterId'>()
export type ChapterId = z.infer<typeof chapterIdSchema>

export interface ChapterRef {
  lab: LabId
  chapter: ChapterId
}

export const blockIdSchema = slugSchema.brand<'BlockId'>()
export type BlockId = z.infer<typeof blockIdSchema>

export const checkIdSchema = slugSchema.brand<'CheckId'>()
export type CheckId = z.infer<typeof checkIdSchema>

export const variableNameSchema = slugSchema.regex(/^[a-z]/).brand<'VariableName'>()
/** Of a variable, as a lab writes it: `{{name}}`. */
export type VariableName = z.infer<typeof variableNameSchema>

export const stepIdSchema = z.string().min(1).max(200).brand<'StepId'>()
/** The anchor of a step's heading. */
export type StepId = z.infer<typeof stepIdSchema>

/** 128 random bits or more, as lower-case base32. Public: it is in labels and logs; the cookie is the secret. */
export type SessionId = string & z.$brand<'SessionId'>
