import type { z } from 'zod'
import { seatNameSchema } from '../../server/protocol/person-name.ts'
import { enteredSchema, seatLinkViewSchema, type SeatLinkView } from '../../server/protocol/seat-link.ts'
import {
  invitationViewSchema,
  joinCodeSchema,
  joinedSchema,
  type InvitationView,
  type Joined,
} from '../../server/protocol/workshop.ts'
import { ApiError, readJson } from '../session/session-api.ts'

/** A code that leads to a workshop, and the workshop. */
export interface FoundWorkshop {
  code: string
  invitation: InvitationView
}

/** `text`: as it was typed. Rejects with words for whoever typed it. */
export async function lookUpWorkshop(text: string): Promise<FoundWorkshop> {
  const parsed = joinCodeSchema.safeParse(text)
  if (!parsed.success) throw new ApiError('BAD_REQUEST', parsed.error.issues[0]!.message)
  const code = parsed.data
  return { code, invitation: await readJson('POST', '/api/join/lookup', invitationViewSchema, { code }) }
}

/** Without a name, one is made up. */
export async function joinWorkshop(code: string, text: string): Promise<Joined> {
  if (text.trim() === '') return readJson('POST', '/api/join', joinedSchema, { code })
  const parsed = seatNameSchema.safeParse(text)
  if (!parsed.success) throw new ApiError('BAD_REQUEST', parsed.error.issues[0]!.message)
  return readJson('POST', '/api/join', joinedSchema, { code, name: parsed.data })
}

/** Whose place a personal link opens. */
export const lookUpSeat = (key: string): Promise<SeatLinkView> =>
  readJson('POST', '/api/join/seat/lookup', seatLinkViewSchema, { key })

/** Puts this browser in it. */
export const enterSeat = (
  key: string,
  { isReplacing }: { isReplacing: boolean },
): Promise<z.infer<typeof enteredSchema>> =>
  readJson('POST', '/api/join/seat', enteredSchema, { key, isReplacing })
