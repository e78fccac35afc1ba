'use client'

import { useCallback, useState } from 'react'
import type { TerminalNumber } from '../../server/protocol/ids.ts'
import type { XtermScreen } from '../terminal/xterm-screen.ts'

type Screens = ReadonlyMap<TerminalNumber, XtermScreen>

/** The screens of an instance that are open, for the tools above them. */
export function useScreens(): [Screens, (terminal: TerminalNumber, screen: XtermScreen | undefined) => void] {
  const [screens, setScreens] = useState<Screens>(new Map())
  const set = useCallback((terminal: TerminalNumber, screen: XtermScreen | undefined) => {
    setScreens((before) => {
      const next = new Map(before)
      if (screen) next.set(terminal, screen)
      else next.delete(terminal)
      return next
    })
  }, [])
  return [screens, set]
}
