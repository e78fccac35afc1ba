'use client'

import { CircleCheck, CircleX } from 'lucide-react'
import { useId, useState, type FormEvent, type ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { useRemembered } from '../ui/use-remembered.ts'

/** What the browser keeps for a question that was answered right. */
export const ANSWERED_RIGHT = 'right'

export interface QuizOption {
  text: ReactNode
  isRight: boolean
  because: ReactNode
}

/** One question: choose, check, read why, and try again. A right answer is remembered. */
export function QuizQuestion({
  storageKey,
  number,
  question,
  options,
}: {
  storageKey: string
  number: number
  question: ReactNode
  options: QuizOption[]
}) {
  const [remembered, remember] = useRemembered(storageKey, '')
  const [chosen, setChosen] = useState<number>()
  const [checked, setChecked] = useState<number>()
  const name = useId()
  const wasRight = remembered === ANSWERED_RIGHT
  const rightIndex = options.findIndex(({ isRight }) => isRight)
  const selected = chosen ?? (wasRight ? rightIndex : undefined)
  const shown = checked ?? (wasRight && chosen === undefined ? rightIndex : undefined)

  function check(event: FormEvent) {
    event.preventDefault()
    setChecked(selected)
    if (selected === rightIndex) remember(ANSWERED_RIGHT)
  }

  return (
    // `dialog`: outside of one it does nothing by itself, so a click before React is there does not reload the page.
    <form method="dialog" onSubmit={check}>
      <fieldset>
        <legend>
          {number}. {question}
        </legend>
        {options.map(({ text }, index) => (
          // The order is the author's, and options have no other name.
          <label key={index} className="quiz-option">
            <input
              type="radio"
              name={name}
              value={index}
              checked={selected === index}
              onChange={() => {
                setChosen(index)
                setChecked(undefined)
              }}
            />
            <span>{text}</span>
          </label>
        ))}
      </fieldset>
      <div className="mt-2 flex flex-wrap items-start gap-x-3 gap-y-2 print:hidden">
        <Button
          type="submit"
          size="small"
          aria-disabled={selected === undefined}
          title={selected === undefined ? 'Choose an answer first' : undefined}
          onClick={(event) => {
            if (selected === undefined) event.preventDefault()
          }}
        >
          Check answer
        </Button>
        <div role="status" className="min-w-0 flex-1 basis-64">
          {shown !== undefined && <Verdict option={options[shown]!} />}
        </div>
      </div>
    </form>
  )
}

/** Told by a word and a sign, and only then by colour. */
function Verdict({ option: { isRight, because } }: { option: QuizOption }) {
  const Icon = isRight ? CircleCheck : CircleX
  return (
    <p className="quiz-verdict" data-right={isRight}>
      <Icon aria-hidden className="mt-1 size-4 shrink-0" />
      <span>
        <strong>{isRight ? 'Right.' : 'Not quite.'}</strong> {because}{' '}
        {!isRight && <span className="text-ink-muted">Try another answer.</span>}
      </span>
    </p>
  )
}
