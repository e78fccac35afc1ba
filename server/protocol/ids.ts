import { z } from 'zod'

/** Ids as they cross the wire. A session is never named by the browser: its cookie names it. */

export const instanceNameSchema = z
  .string()
  .regex(/^node[1-9][0-9]?$/, 'an instance is called node1, node2, …')
  .brand<'InstanceName'>()
/** `node1`, `node2`, …: unique in its session, and the host name that the participant sees. */
export type InstanceName = z.infer<typeof instanceNameSchema>

const slug = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and single hyphens')

export const labIdSchema = slug.brand<'LabId'>()
export type LabId = z.infer<typeof labIdSchema>

export const chapterIdSchema = slug.brand<'ChapterId'>()
export type ChapterId = z.infer<typeof chapterIdSchema>

export const blockIdSchema = slug.brand<'BlockId'>()
export type BlockId = z.infer<typeof blockIdSchema>

export const checkIdSchema = slug.brand<'CheckId'>()
export type CheckId = z.infer<typeof checkIdSchema>

/** 128 random bits or more, as lower-case base32. Public: it is in labels and logs; the cookie is the secret. */
export type SessionId = string & z.$brand<'SessionId'>
