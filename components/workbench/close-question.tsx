'use client'

import type { TerminalView } from '../../server/protocol/session.ts'
import { ConfirmQuestion } from '../ui/confirm-question.tsx'
import { terminalName } from './terminal-name.ts'
import type { CloseQuestion as Question } from './use-tab-commands.ts'

/** Asks before a running command, or edits, are left behind. */
export function CloseQuestion({
  question,
  terminals,
  onAnswer,
}: {
  question: Question | null
  terminals: readonly TerminalView[]
  onAnswer: (isWanted: boolean) => void
}) {
  return (
    <ConfirmQuestion
      isOpen={question !== null}
      {...wordsOf(question, terminals)}
      onConfirm={() => onAnswer(true)}
      onClose={() => onAnswer(false)}
    />
  )
}

function wordsOf(question: Question | null, terminals: readonly TerminalView[]) {
  if (question?.kind === 'unsaved') {
    return {
      title: 'Close without saving?',
      description: `Your edits of ${question.path} stay in this browser tab, and are there when you open the file again.`,
      confirmLabel: 'Close it',
    }
  }
  const names = (question?.terminals ?? []).map((number) => terminalName(terminals, number)).join(' and ')
  return {
    title: `Close ${names}?`,
    description: 'A command is still running there. It is ended with the terminal.',
    confirmLabel: 'Close',
  }
}
