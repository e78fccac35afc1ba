'use client'

import type { ReactNode } from 'react'
import { useRememberedInTab } from '../ui/use-remembered-in-tab.ts'
import type { CheckPlace } from './check-marker.tsx'

/** Opens one by one: each appears when the one before it has been opened, and all are on paper. */
export function CheckHints({ lab, chapter, check, hints }: CheckPlace & { hints: ReactNode[] }) {
  const [opened, setOpened] = useRememberedInTab(`drydock-hints/${lab}/${chapter}/${check}`, 0)
  return hints.map((hint, index) => (
    <details
      // Hints have no names; their order is the author's.
      key={index}
      data-later={index > opened}
      open={index < opened}
      className="check-hint"
      onToggle={(event) => {
        if (event.currentTarget.open && index >= opened) setOpened(index + 1)
      }}
    >
      <summary>
        Hint {index + 1} of {hints.length}
      </summary>
      <div>{hint}</div>
    </details>
  ))
}
