import { z } from 'zod'
import { hubModeSchema, hubModesSchema } from './hub-mode.ts'
import { chapterIdSchema, labIdSchema } from './ids.ts'
import { oneLine } from './one-line.ts'
import { newPasskeySchema, passkeyViewSchema } from './passkey.ts'
import { personNameSchema, seatNameSchema } from './person-name.ts'

/** A workshop, as those who run it and those who join it see it. Times are milliseconds since the epoch. */

export const workshopIdSchema = z
  .string()
  .regex(/^[a-z2-7]{16}$/)
  .brand<'WorkshopId'>()
export type WorkshopId = z.infer<typeof workshopIdSchema>

/** A participant's place in a workshop. */
export const seatIdSchema = z
  .string()
  .regex(/^[a-z2-7]{16}$/)
  .brand<'SeatId'>()
export type SeatId = z.infer<typeof seatIdSchema>

/** Crockford's base32 (https://www.crockford.com/base32.html): what looks alike is one character. 40 random bits. */
export const JOIN_CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const JOIN_CODE_CHARACTERS = 8

/** As people type it: with or without the hyphen, in any case, and with O for 0. */
export const joinCodeSchema = z
  .string()
  .max(40)
  .transform((text) =>
    text
      .toUpperCase()
      .replaceAll(/[\s\p{Pd}]/gu, '')
      .replaceAll('O', '0')
      .replaceAll(/[IL]/g, '1'),
  )
  .refine(
    (code) => new RegExp(`^[${JOIN_CODE_ALPHABET}]{${JOIN_CODE_CHARACTERS}}$`).test(code),
    'A code has eight letters and digits, such as 7K3M-Q9TX.',
  )

/** As it is shown and read aloud: `7K3M-Q9TX`. */
export function formatJoinCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`
}

export const titleSchema = oneLine(100)

/** Of a workshop: a class that one instructor can look after, twice. */
export const MAX_SEATS = 200
/** Of a workshop, for a seat: whoever comes then is told that it is full. */
export const MAX_WAITING = 100
/** A week of mornings; longer is another workshop. */
export const MAX_WORKSHOP_MS = 7 * 24 * 3_600_000

const planFields = z.strictObject({
  title: titleSchema,
  lab: labIdSchema,
  /** In the order of the lab; empty: all of them. */
  chapters: z.array(chapterIdSchema).max(100),
  seats: z.number().int().min(1).max(MAX_SEATS),
  startsAt: z.number().int(),
  endsAt: z.number().int(),
  /** How long a participant's session lasts, unless it is extended. */
  sessionMinutes: z.number().int().min(15).max(720),
  /** Of one participant. */
  maxInstances: z.number().int().min(1).max(20),
  /** Where images come from. Sessions that are open keep what they have. */
  hub: hubModeSchema,
  /** Sessions are made ready before the start, as far as the machine has room. */
  preparesAhead: z.boolean(),
})

/** What an instructor decides about a workshop. */
export const workshopPlanSchema = planFields.refine(isPossibleTime, {
  message: 'It must end after it starts, and within a week.',
  path: ['endsAt'],
})
export type WorkshopPlan = z.infer<typeof workshopPlanSchema>

/** A plan that may be sent again when no answer came: what has the same id makes one workshop. */
export const workshopRequestSchema = workshopPlanSchema.safeExtend({
  requestId: z
    .string()
    .regex(/^[A-Za-z0-9-]{16,64}$/)
    .optional(),
})
export type WorkshopRequest = z.infer<typeof workshopRequestSchema>

export function isPossibleTime({ startsAt, endsAt }: { startsAt: number; endsAt: number }): boolean {
  return endsAt > startsAt && endsAt - startsAt <= MAX_WORKSHOP_MS
}

/**
 * What is to be other than it is, and nothing else: a plan may be changed by several people, and a form that has been
 * open for long must not put back what it has not touched. Lab and chapters stay.
 */
export const workshopChangeSchema = planFields.omit({ lab: true, chapters: true }).partial()
export type WorkshopChange = z.infer<typeof workshopChangeSchema>

/** Made by the server: `host`, or random. */
export const instructorIdSchema = z.string().regex(/^[a-z2-7]{1,16}$/)

export const TEACHER_ROLES = ['instructor', 'co-instructor'] as const
export type TeacherRole = (typeof TEACHER_ROLES)[number]

export const workshopPhaseSchema = z.enum(['scheduled', 'open', 'ended', 'deleted'])
export type WorkshopPhase = z.infer<typeof workshopPhaseSchema>

export const workshopViewSchema = z.object({
  id: workshopIdSchema,
  ...workshopPlanSchema.shape,
  phase: workshopPhaseSchema,
  /** As `formatJoinCode` writes it. */
  joinCode: z.string(),
  joinUrl: z.string(),
  teachers: z.array(z.object({ id: instructorIdSchema, name: z.string(), role: z.enum(TEACHER_ROLES) })),
  /** Of who asks. */
  role: z.enum([...TEACHER_ROLES, 'operator']),
  seated: z.number().int(),
  waiting: z.number().int(),
  /** Of a deleted one: until then it can be brought back. */
  deletedUntil: z.number().nullable(),
  /** Of one that has ended: then it is removed, with its report; null: when somebody deletes it. */
  keptUntil: z.number().nullable(),
})
export type WorkshopView = z.infer<typeof workshopViewSchema>

/** What somebody reads before joining. */
export const invitationViewSchema = z.object({
  title: z.string(),
  teachers: z.array(z.string()),
  lab: labIdSchema,
  /** Live: who joins needs accounts of their own. */
  hub: hubModeSchema,
  phase: workshopPhaseSchema,
  startsAt: z.number(),
  endsAt: z.number(),
  freeSeats: z.number().int(),
  waiting: z.number().int(),
})
export type InvitationView = z.infer<typeof invitationViewSchema>

export const joinRequestSchema = z.strictObject({ code: joinCodeSchema, name: seatNameSchema.optional() })

/** Who has joined. `personalUrl` opens the same place from any browser; it is a secret of the participant's. */
export const joinedSchema = z.object({
  name: z.string(),
  status: z.enum(['seated', 'waiting']),
  /** In the waiting list; 1: the next one. */
  position: z.number().int().nullable(),
  personalUrl: z.string(),
  /** Where the lab is. */
  path: z.string(),
})
export type Joined = z.infer<typeof joinedSchema>

/** `/api/teach/me` */
export const teacherViewSchema = z.object({
  name: z.string(),
  /** Whether a name and a password sign in, too. */
  hasPassword: z.boolean(),
  /** Their own, the oldest first. */
  passkeys: z.array(passkeyViewSchema),
  /** Where images may come from: the operator has chosen that. Sessions of the first can be made ready beforehand. */
  hubModes: hubModesSchema,
  /** What the operator allows at most. */
  maxInstances: z.number().int(),
  maxSessionMinutes: z.number().int(),
})
export type TeacherView = z.infer<typeof teacherViewSchema>

/** Long enough to hold against guessing at the rate that is allowed. */
export const passwordSchema = z.string().min(10).max(200)
/** With the key of the printed link. `isReplacing`: the account that this browser is signed in with may make way. */
export const enterTeachSchema = z.strictObject({ key: z.string().max(200), isReplacing: z.boolean() })
export const signInSchema = z.strictObject({ name: personNameSchema, password: z.string().max(200) })
export const newAccountSchema = z.strictObject({
  key: z.string().max(200),
  name: personNameSchema,
  password: passwordSchema,
})
/** The account that an invitation makes, before and after its passkey has been made. */
export const passkeyInvitationSchema = newAccountSchema.pick({ key: true, name: true })
export const passkeyAccountSchema = passkeyInvitationSchema.extend({ passkey: newPasskeySchema })
/** Without a password the account keeps the one that it has, or has none. */
export const accountChangeSchema = z.strictObject({
  name: personNameSchema,
  password: passwordSchema.optional(),
})
/** A link for another instructor; it works once. */
export const instructorInvitationSchema = z.object({ url: z.string(), expiresAt: z.number() })

/** SHA-256 of the link's secret, hex: it tells one invitation from another, and opens nothing. */
export const invitationIdSchema = z.string().regex(/^[0-9a-f]{64}$/)
/** One that nobody has accepted yet. `invitedBy`: a name; null: the operator, or not known. */
export const pendingInvitationSchema = z.object({
  id: invitationIdSchema,
  invitedBy: z.string().nullable(),
  expiresAt: z.number(),
})
export type PendingInvitation = z.infer<typeof pendingInvitationSchema>
