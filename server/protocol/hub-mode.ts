import { z } from 'zod'

/**
 * Where names of registries lead in a session. `sandbox`: to Drydock's own Hub, and nothing leads out. `live`: to the
 * real ones, over the public internet, with participants' own accounts.
 */
export const hubModeSchema = z.enum(['sandbox', 'live'])
export type HubMode = z.infer<typeof hubModeSchema>

/** Those that a machine offers. The first is that of sessions for which nobody has chosen. */
export const hubModesSchema = z.tuple([hubModeSchema], hubModeSchema)
export type HubModes = z.infer<typeof hubModesSchema>
