'use client'

import { Eye, Keyboard } from 'lucide-react'
import type { Watch } from '../../server/protocol/class.ts'
import { useSession, useSessionClient } from '../session/session-provider.tsx'
import { instancesOf } from '../session/session-state.ts'
import { terminalName } from '../workbench/terminal-name.ts'
import { Button } from '../ui/button.tsx'
import { ClassButton } from './class-button.tsx'
import { watchSentence } from './class-words.ts'

/** An instructor's request to look into a terminal, and what says that one does. It takes no focus from anybody. */
export function WatchBanner({ watch }: { watch: Watch | null }) {
  return (
    <>
      {/* Both stay in the page: a screen reader says only what comes into them. */}
      <div role="alert">{watch?.status === 'asked' && <Request watch={watch} />}</div>
      <div role="status">{watch?.status === 'granted' && <Granted watch={watch} />}</div>
    </>
  )
}

function Request({ watch }: { watch: Watch }) {
  const client = useSessionClient()
  return (
    <div className="border-y border-warn/40 bg-warn-soft px-3 py-2 text-sm">
      <WatchSentence watch={watch} />
      <div className="mt-1.5 flex flex-wrap items-center gap-2">
        <ClassButton variant="primary" onClick={() => client.workshop.answerWatch(watch, true)}>
          Allow
        </ClassButton>
        <Button size="small" onClick={() => client.workshop.answerWatch(watch, false)}>
          Not now
        </Button>
        <span className="text-xs text-ink-muted">
          It shows the screen as it is now and what comes, not what has scrolled away. You can end it at any
          time, with one click.
        </span>
      </div>
    </div>
  )
}

function Granted({ watch }: { watch: Watch }) {
  const client = useSessionClient()
  return (
    <div className="flex items-center gap-2 bg-accent px-3 py-1.5 text-sm text-on-accent">
      <WatchSentence watch={watch} />
      {/* Whatever the workshop does: nobody looks on against somebody's will. */}
      <Button size="small" onClick={() => client.workshop.answerWatch(watch, false)}>
        End watching
      </Button>
    </div>
  )
}

function WatchSentence({ watch }: { watch: Watch }) {
  const { instance, terminal, mode } = watch
  const own = useSession((state) => instancesOf(state).find(({ name }) => name === instance))
  const name = terminalName(own?.status === 'ready' ? own.terminals : [], terminal)
  const Icon = mode === 'drive' ? Keyboard : Eye
  return (
    <p className="flex min-w-0 flex-1 items-start gap-2 font-medium">
      <Icon aria-hidden className="mt-1 size-4 shrink-0" />
      <span className="min-w-0 wrap-anywhere">{watchSentence(watch, `${name} of ${instance}`)}</span>
    </p>
  )
}
