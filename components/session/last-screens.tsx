'use client'

import { useEffect, useState } from 'react'
import type { LastScreen, LastScreens as Answer } from '../../server/protocol/last-screens.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { formatTime } from './format-moment.ts'
import { readJson } from './session-api.ts'

/** What the terminals showed when the session ended, to read and copy. Nothing when nothing was kept. */
export function LastScreens() {
  const [answer, setAnswer] = useState<Answer | null>(null)
  useEffect(() => {
    let isWanted = true
    readLastScreens().then(
      (read) => {
        if (isWanted) setAnswer(read)
      },
      // They are an extra: why the session ended is told without them.
      () => undefined,
    )
    return () => {
      isWanted = false
    }
  }, [])
  if (!answer || answer.keptUntil === null || answer.screens.length === 0) return null
  return (
    <section aria-label="Last screens" className="mx-auto flex w-full max-w-3xl flex-col gap-3 px-6 pb-10">
      <p className="text-center text-sm text-ink-muted">
        What your terminals showed last. You can read it here until {formatTime(answer.keptUntil)}, or until
        you start anew.
      </p>
      {answer.screens.map((screen) => (
        <Screen key={`${screen.instance}/${screen.terminal}`} screen={screen} />
      ))}
    </section>
  )
}

function Screen({ screen: { instance, terminal, name, text } }: { screen: LastScreen }) {
  const title = `${instance} · ${name ?? `Terminal ${terminal}`}`
  return (
    <figure className="overflow-hidden rounded-lg border border-line bg-surface">
      <figcaption className="flex items-center justify-between gap-2 border-b border-line py-1 pr-1 pl-3">
        <span className="truncate font-mono text-xs font-semibold">{title}</span>
        <CopyButton
          variant="quiet"
          size="small-icon"
          text={text}
          label={`Copy the last screen of ${title}`}
        />
      </figcaption>
      <pre
        // Scrolls by keyboard, too.
        tabIndex={0}
        role="group"
        aria-label={`Last screen of ${title}`}
        ref={scrollToEnd}
        className="max-h-80 overflow-auto p-3 text-left font-mono text-xs leading-relaxed"
      >
        {text}
      </pre>
    </figure>
  )
}

/** The newest lines are the last ones. */
function scrollToEnd(element: HTMLElement | null): void {
  element?.scrollTo(0, element.scrollHeight)
}

function readLastScreens(): Promise<Answer> {
  return readJson('GET', '/api/session/last-screens', async () => {
    return (await import('../../server/protocol/last-screens.ts')).lastScreensSchema
  })
}
