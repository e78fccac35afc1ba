'use client'

import { useId, useState, type FormEvent } from 'react'
import type { ClassView } from '../../server/protocol/class.ts'
import { useSessionClient } from '../session/session-provider.tsx'
import { Button } from '../ui/button.tsx'
import { PollBars } from '../ui/poll-bars.tsx'
import { useClassObstacle } from './use-class-obstacle.ts'

type Poll = NonNullable<ClassView['poll']>

/** A question to the class. An answer can be changed while it is open. */
export function PollCard({ poll }: { poll: Poll }) {
  const [isAside, setAside] = useState(false)
  if (isAside && !poll.isOpen) return null
  const { question, options, isOpen, counts, mine } = poll
  return (
    <div className="border-t border-line px-3 py-2 text-sm">
      {isOpen ? (
        <PollForm poll={poll} />
      ) : (
        <div className="flex items-start gap-2">
          <p className="min-w-0 flex-1 font-medium wrap-anywhere whitespace-pre-line">{question}</p>
          <Button size="small" onClick={() => setAside(true)}>
            Put aside
          </Button>
        </div>
      )}
      <div role="status">
        {mine !== null && (
          <p className="mt-1.5 text-ink-muted">
            Your answer: {options[mine]}.{isOpen && ' You can change it.'}
          </p>
        )}
        {!isOpen && counts === null && <p className="text-ink-muted">The question is closed.</p>}
        {counts && (
          <div className="mt-2 max-w-md">
            <PollBars poll={poll} />
          </div>
        )}
      </div>
    </div>
  )
}

function PollForm({ poll }: { poll: Poll }) {
  const client = useSessionClient()
  const obstacle = useClassObstacle()
  const [chosen, setChosen] = useState<number>()
  const name = useId()
  const selected = chosen ?? poll.mine
  const reason = obstacle ?? (selected === null ? 'Choose an answer first' : undefined)

  function answer(event: FormEvent) {
    event.preventDefault()
    if (selected !== null && reason === undefined) client.workshop.answerPoll(poll, selected)
  }

  return (
    <form onSubmit={answer}>
      <fieldset>
        <legend className="font-medium wrap-anywhere whitespace-pre-line">{poll.question}</legend>
        {poll.options.map((option, index) => (
          // The order is the instructor's, and options have no other name.
          <label key={index} className="mt-1 flex cursor-pointer items-start gap-2">
            <input
              type="radio"
              name={name}
              value={index}
              checked={selected === index}
              onChange={() => setChosen(index)}
              className="mt-1 size-4 shrink-0 accent-(--accent)"
            />
            <span className="min-w-0 wrap-anywhere">{option}</span>
          </label>
        ))}
      </fieldset>
      <Button type="submit" size="small" aria-disabled={reason !== undefined} title={reason} className="mt-2">
        Answer
      </Button>
    </form>
  )
}
