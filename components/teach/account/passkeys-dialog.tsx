'use client'

import type { TeacherView } from '../../../server/protocol/workshop.ts'
import { Button } from '../../ui/button.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { FormDialog } from '../form-dialog.tsx'
import { addPasskey, removePasskey } from '../passkey-api.ts'
import { useAction, type Action } from '../../session/use-action.ts'
import { AddPasskey } from './add-passkey.tsx'
import { PasskeyList } from './passkey-list.tsx'
import { usePasskeysPossible } from './use-passkeys-possible.ts'

interface Handlers {
  me: TeacherView
  onChanged: () => void
  onClose: () => void
}

/** The instructor's own passkeys. */
export function PasskeysDialog({ isOpen, ...handlers }: Handlers & { isOpen: boolean }) {
  return (
    <FormDialog isOpen={isOpen} title="Passkeys" onClose={handlers.onClose}>
      <PasskeysBody {...handlers} />
    </FormDialog>
  )
}

function PasskeysBody({ me, onChanged, onClose }: Handlers) {
  const action = useAction()
  const isPossible = usePasskeysPossible()

  const changing = (act: Parameters<Action['run']>[0]) =>
    action.run(act).then((isDone) => {
      if (isDone) onChanged()
      return isDone
    })

  return (
    <div className="mt-4 flex flex-col gap-4">
      <p className="text-sm text-ink-muted">
        A passkey signs you in without name and password. Your device, a password manager or a security key
        keeps it, and asks for your fingerprint, face or PIN.
      </p>
      <PasskeyList
        passkeys={me.passkeys}
        isBusy={action.isBusy}
        onRemove={({ id }) => void changing(() => removePasskey(id))}
      />
      <ProblemNote problem={action.problem} />
      {isPossible ? (
        <AddPasskey isBusy={action.isBusy} onAdd={(name) => changing(() => addPasskey(name))} />
      ) : (
        <p className="text-sm">
          To add one, open this page by https or at localhost, in a browser that knows passkeys.
        </p>
      )}
      <div className="flex justify-end">
        <Button onClick={onClose}>Close</Button>
      </div>
    </div>
  )
}
