'use client'

import type { CSSProperties } from 'react'
import { useStore } from 'zustand'
import { PALETTES } from './terminal-palettes.ts'
import { terminalSettings } from './terminal-settings-store.ts'

/** For what lies around a terminal and has its colour (`bg-term-background`), when it is not the page's. */
export function useTerminalBackground(): CSSProperties | undefined {
  const theme = useStore(terminalSettings, (settings) => settings.theme)
  if (theme === 'page') return undefined
  return { '--term-background': PALETTES[theme].background } as CSSProperties
}
