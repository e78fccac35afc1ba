'use client'

import { Lightbulb, MessageSquare, SquareTerminal, X } from 'lucide-react'
import type { ClassNote } from '../../server/protocol/class.ts'
import { formatTime } from '../session/format-moment.ts'
import { useSessionClient } from '../session/session-provider.tsx'
import { ClassButton } from './class-button.tsx'
import { noteName } from './class-words.ts'
import { OfferedCommand } from './offered-command.tsx'

const ICONS = { message: MessageSquare, hint: Lightbulb, offer: SquareTerminal } as const

export function NoteCard({ note }: { note: ClassNote }) {
  const client = useSessionClient()
  const { kind, at, isPersonal, text, command } = note
  const name = noteName(note)
  const Icon = ICONS[kind]
  return (
    <article aria-label={name} className="border-t border-line px-3 py-2 text-sm">
      <div className="flex items-center gap-2">
        <Icon aria-hidden className="size-4 shrink-0 text-accent" />
        <p className="min-w-0 flex-1 truncate">
          <span className="font-medium">{name}</span>{' '}
          <span className="text-xs text-ink-muted">
            {formatTime(at)}
            {isPersonal && ', to you alone'}
          </span>
        </p>
        <ClassButton
          variant="quiet"
          size="small-icon"
          aria-label={`Dismiss: ${name}`}
          title="Dismiss"
          onClick={() => client.workshop.dismissNote(note)}
        >
          <X aria-hidden className="size-3.5" />
        </ClassButton>
      </div>
      <p className="mt-0.5 wrap-anywhere whitespace-pre-line">{text}</p>
      {command !== null && <OfferedCommand note={note} command={command} />}
    </article>
  )
}
