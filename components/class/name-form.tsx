'use client'

import type { InvitationView } from '../../server/protocol/workshop.ts'
import { Field } from '../ui/field.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import type { Action } from '../session/use-action.ts'
import { Button } from '../ui/button.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { InvitationFacts } from './invitation-facts.tsx'
import { PrivacyWords } from './privacy-words.tsx'

/** What the workshop is, what others see there, and the way in. */
export function NameForm({
  invitation,
  name,
  onName,
  action,
  onSubmit,
  onOtherCode,
}: {
  invitation: InvitationView
  name: string
  onName: (name: string) => void
  action: Action
  onSubmit: () => void
  onOtherCode: () => void
}) {
  const isOver = invitation.phase === 'ended' || invitation.phase === 'deleted'
  const otherCode = (
    <Button variant="quiet" onClick={onOtherCode}>
      Use another code
    </Button>
  )
  return (
    <>
      <InvitationFacts invitation={invitation} />
      {isOver ? (
        <div>
          <p role="status" className="mb-3">
            This workshop is over, so nobody can join it any more. Ask who teaches it about the next one.
          </p>
          {otherCode}
        </div>
      ) : (
        <form
          noValidate
          className="flex flex-col gap-5"
          onSubmit={(event) => {
            event.preventDefault()
            if (!action.isBusy) onSubmit()
          }}
        >
          <PrivacyWords />
          <Field
            label="Your name"
            hint="Instructors read it in their list; other participants do not. Leave it empty to get a made-up one."
            value={name}
            onChange={({ currentTarget }) => onName(currentTarget.value)}
            autoComplete="nickname"
            className="max-w-xs"
          />
          <ProblemNote problem={action.problem} />
          <div className="flex flex-wrap gap-2">
            <Button type="submit" variant="primary" aria-disabled={action.isBusy}>
              {action.isBusy && <Spinner className="size-4" />}
              Join
            </Button>
            {otherCode}
          </div>
          <p role="status" className="sr-only">
            {action.isBusy && 'Joining …'}
          </p>
        </form>
      )}
    </>
  )
}
