'use client'

import { TriangleAlert, X } from 'lucide-react'
import { useState } from 'react'
import type { ReadyInstanceView } from '../../server/protocol/session.ts'
import { Button } from '../ui/button.tsx'
import { useSessionClient } from './session-provider.tsx'
import { activeTerminalOf } from './terminal-ref.ts'
import { describeWall } from './wall-words.ts'

/** The limits that an instance has run into. One that was dismissed comes back when it is reached anew. */
export function WallNotices({ instance: { name, walls } }: { instance: ReadyInstanceView }) {
  const client = useSessionClient()
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set())
  const type = (command: string): void => {
    client.focusTerminal(name)
    client.terminals.get(activeTerminalOf(client.store.getState(), name))?.input(command)
  }
  return (
    // It is there before anything is in it, or what comes is not read out.
    <div role="status" className="flex flex-col gap-1.5">
      {walls
        .map((wall) => ({ key: `${wall.type} ${wall.at}`, ...describeWall(wall, name) }))
        .filter(({ key }) => !dismissed.has(key))
        .map(({ key, title, text, command }) => (
          <div
            key={key}
            className="mt-1.5 flex items-start gap-2 rounded bg-warn-soft px-2 py-1.5 text-sm text-ink"
          >
            <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
            <div className="min-w-0 flex-1">
              <p className="break-words">
                <strong className="font-semibold text-warn">{title}</strong> {text}
              </p>
              {command && (
                <Button
                  size="small"
                  className="mt-1"
                  onClick={() => type(command)}
                  title="Types it into the terminal; you press Enter"
                >
                  Type <code className="font-mono">{command}</code>
                </Button>
              )}
            </div>
            <Button
              variant="quiet"
              size="small-icon"
              onClick={() => setDismissed(new Set([...dismissed, key]))}
              aria-label={`Dismiss: ${title.replace(':', '')} on ${name}`}
            >
              <X aria-hidden className="size-4" />
            </Button>
          </div>
        ))}
    </div>
  )
}
