import { z } from 'zod'
import { createStore } from 'zustand/vanilla'
import { readRemembered, remember } from '../ui/use-remembered.ts'

const STORAGE_KEY = 'drydock-terminal-settings'
/** Below, nobody reads it; above, 80 columns need a wall. */
export const FONT_SIZE_PX = { min: 8, usual: 13, max: 32 } as const

/** Each value stands alone: one that an older version wrote, or a hand broke, falls back without taking the rest along. */
const SettingsSchema = z.object({
  fontSizePx: z.int().min(FONT_SIZE_PX.min).max(FONT_SIZE_PX.max).catch(FONT_SIZE_PX.usual),
  fontFamily: z.enum(['page', 'wide', 'narrow', 'typewriter']).catch('page'),
  theme: z.enum(['page', 'light', 'dark']).catch('page'),
  isColourBlindSafe: z.boolean().catch(false),
  isSelectToCopy: z.boolean().catch(false),
  renderer: z.enum(['auto', 'webgl', 'dom']).catch('auto'),
  isScreenReaderMode: z.boolean().catch(false),
})

export type TerminalSettings = z.infer<typeof SettingsSchema>

/** Junk in the storage must not keep a terminal from opening. */
export function parseSettings(stored: string | null): TerminalSettings {
  const parsed = SettingsSchema.safeParse(parseJson(stored ?? '{}'))
  return parsed.success ? parsed.data : SettingsSchema.parse({})
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** How this person likes terminals: one for all terminals of a browser, kept by it. */
export const terminalSettings = createStore<TerminalSettings>(() =>
  parseSettings(typeof window === 'undefined' ? null : readRemembered(STORAGE_KEY)),
)

export function changeTerminalSettings(change: Partial<TerminalSettings>): void {
  terminalSettings.setState(change)
  remember(STORAGE_KEY, JSON.stringify(terminalSettings.getState()))
}

/** `steps`: how many pixels more or less; 0 is back to the usual size. */
export function changeFontSize(steps: number): void {
  const next = steps === 0 ? FONT_SIZE_PX.usual : terminalSettings.getState().fontSizePx + steps
  changeTerminalSettings({ fontSizePx: Math.min(FONT_SIZE_PX.max, Math.max(FONT_SIZE_PX.min, next)) })
}

// Another tab of the same browser has changed them.
if (typeof window !== 'undefined')
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === STORAGE_KEY) terminalSettings.setState(parseSettings(newValue))
  })
