'use client'

import { MAX_CLASS_TEXT } from '../../../../server/protocol/class.ts'

/** The author's hints of a check: one is put into the text, where it can be changed before it is sent. */
export function HintChoice({
  hints,
  onChoose,
}: {
  hints: readonly string[]
  onChoose: (text: string) => void
}) {
  if (hints.length === 0) {
    return <p className="text-sm text-ink-muted">The lab has no prepared hints for this step.</p>
  }
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">Prepared hints of this step</legend>
      <ul role="list" className="flex flex-col gap-1">
        {hints.map((hint) => (
          <li key={hint}>
            <button
              type="button"
              onClick={() => onChoose(hint.slice(0, MAX_CLASS_TEXT))}
              className="w-full cursor-pointer rounded-md border border-line px-2 py-1.5 text-left text-sm hover:border-line-strong hover:bg-sunken"
            >
              {hint}
            </button>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}
