'use client'

import { Check } from 'lucide-react'
import { useId, useState, type FormEvent } from 'react'
import type { ChapterId, LabId } from '../../server/protocol/ids.ts'
import type { PublicVariable } from '../../server/protocol/lab.ts'
import { MAX_VARIABLE_CHARACTERS } from '../../server/protocol/limits.ts'
import { useSession, useSessionClient } from '../session/session-provider.tsx'
import { Button } from '../ui/button.tsx'
import { valueProblem } from './value-problem.ts'

/** Where the participant types a value that the chapter's blocks need. */
export function VariableInput({
  variable,
  lab,
  chapter,
}: {
  variable: PublicVariable
  lab: LabId
  chapter: ChapterId
}) {
  const { name, ask, example } = variable
  const client = useSessionClient()
  const known = useSession((state) => state.variables[name])
  const setting = useSession((state) => state.valueSettings[name])
  const [draft, setDraft] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const fieldId = useId()
  const messageId = useId()
  const value = draft ?? known ?? ''
  const shown = problem ?? (setting?.status === 'refused' ? setting.message : undefined)
  const isKnown = shown === undefined && known !== undefined && value === known

  function save(event: FormEvent) {
    event.preventDefault()
    const typed = value.trim()
    const found = valueProblem(typed, variable)
    setProblem(found)
    if (found === undefined) client.chapter.setVariable({ lab, chapter, name, value: typed })
  }

  return (
    <form noValidate onSubmit={save} className="lab-input">
      <label htmlFor={fieldId}>{ask}</label>
      <div className="flex flex-wrap items-center gap-2">
        <input
          id={fieldId}
          value={value}
          onChange={(event) => {
            setDraft(event.target.value)
            setProblem(undefined)
          }}
          placeholder={example}
          maxLength={MAX_VARIABLE_CHARACTERS}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={shown !== undefined}
          aria-describedby={messageId}
        />
        <Button type="submit">Save</Button>
      </div>
      <div id={messageId} role="status" className="min-h-5 text-xs">
        {shown !== undefined && <span className="text-danger">{shown}</span>}
        {isKnown && (
          <span className="inline-flex items-center gap-1 text-accent-strong">
            <Check aria-hidden className="size-3.5" /> Saved. The blocks below have it.
          </span>
        )}
      </div>
    </form>
  )
}
