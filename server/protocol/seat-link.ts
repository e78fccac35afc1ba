import { z } from 'zod'

/** A personal link that somebody has opened: whose place it is, and what taking it changes in this browser. */

const key = z.string().max(200)
export const seatLookupSchema = z.strictObject({ key })
/** `isReplacing`: what this browser holds now may make way. */
export const enterSeatSchema = z.strictObject({ key, isReplacing: z.boolean() })

/** Of this browser: another place, or a session without a workshop, that it would not show any more. */
export const heldSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('seat'), name: z.string(), title: z.string() }),
  z.object({ kind: z.literal('session') }),
])
export type Held = z.infer<typeof heldSchema>

export const seatLinkViewSchema = z.object({
  name: z.string(),
  /** Of the workshop. */
  title: z.string(),
  /** Null: nothing, or this very place. */
  held: heldSchema.nullable(),
})
export type SeatLinkView = z.infer<typeof seatLinkViewSchema>

/** `path`: where the lab is. */
export const enteredSchema = z.object({ path: z.string() })
