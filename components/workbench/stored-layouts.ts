import { z } from 'zod'
import { instanceNameSchema, terminalNumberSchema, type InstanceName } from '../../server/protocol/ids.ts'
import { MAX_PATH_BYTES, MAX_TERMINALS } from '../../server/protocol/limits.ts'
import { MAX_PANES, type InstanceLayout } from './layout.ts'

export type Layouts = Readonly<Partial<Record<InstanceName, InstanceLayout>>>

/** More files than anybody finds again among the tabs. */
const MAX_FILES = 20

const paneSchema = z.object({ terminal: terminalNumberSchema, share: z.number().positive().max(100) })
const tabSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('terminals'),
    direction: z.enum(['row', 'column']),
    panes: z
      .array(paneSchema)
      .min(1)
      .max(MAX_PANES)
      .refine((panes) => Math.abs(panes.reduce((sum, { share }) => sum + share, 0) - 100) < 0.1),
  }),
  z.object({ kind: z.literal('file'), path: z.string().startsWith('/').max(MAX_PATH_BYTES) }),
])
const layoutSchema = z.object({
  tabs: z.array(tabSchema).max(MAX_TERMINALS + MAX_FILES),
  activeFile: z.string().nullable(),
})
const storedSchema = z.object({
  /** The session's user name: another session's instances have the same names. */
  owner: z.string(),
  layouts: z.partialRecord(instanceNameSchema, layoutSchema),
})

/** None where there is nothing, or nothing that can be used: a layout is only a convenience. */
export function parseLayouts(stored: string | null, owner: string): Layouts {
  const parsed = storedSchema.safeParse(parseJson(stored))
  return parsed.success && parsed.data.owner === owner ? parsed.data.layouts : {}
}

export function formatLayouts(layouts: Layouts, owner: string): string {
  return JSON.stringify({ owner, layouts })
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}
