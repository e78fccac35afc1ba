'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useTheme } from 'next-themes'
import { useSyncExternalStore } from 'react'
import { Button } from './button.tsx'

const THEMES = ['system', 'light', 'dark'] as const
const ICONS = { system: Monitor, light: Sun, dark: Moon }

/** The choice is in the browser's storage, so the server cannot know it: it is shown after hydration. */
export function ThemeToggle() {
  const { theme, setTheme } = useTheme()
  const isHydrated = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  )
  const current = THEMES.find((name) => isHydrated && name === theme) ?? 'system'
  const next = THEMES[(THEMES.indexOf(current) + 1) % THEMES.length]!
  const Icon = ICONS[current]
  const label = `Theme: ${current}. Switch to ${next}`
  return (
    <Button variant="quiet" size="icon" onClick={() => setTheme(next)} aria-label={label} title={label}>
      <Icon aria-hidden className="size-4" />
    </Button>
  )
}
