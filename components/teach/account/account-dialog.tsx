'use client'

import { useState } from 'react'
import type { TeacherView } from '../../../server/protocol/workshop.ts'
import { FormBody } from '../form-body.tsx'
import { FormDialog } from '../form-dialog.tsx'
import { changeMe } from '../teach-api.ts'
import { useAction } from '../../session/use-action.ts'
import { credentialsProblem, NameField, PasswordField } from './credential-fields.tsx'

interface Handlers {
  me: TeacherView
  onChanged: () => void
  onClose: () => void
}

/** The instructor's own name and password. */
export function AccountDialog({ isOpen, ...handlers }: Handlers & { isOpen: boolean }) {
  const title = handlers.me.hasPassword ? 'Change name and password' : 'Set a name and password'
  return (
    <FormDialog isOpen={isOpen} title={title} onClose={handlers.onClose}>
      <AccountForm {...handlers} />
    </FormDialog>
  )
}

function AccountForm({ me, onChanged, onClose }: Handlers) {
  const action = useAction()
  const [name, setName] = useState(me.name)
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(null)

  async function submit() {
    const change = { name: name.trim(), ...(password !== '' && { password }) }
    const found = credentialsProblem(change)
    setProblem(found)
    if (found !== null) return
    if (!(await action.run(() => changeMe(change)))) return
    onChanged()
    onClose()
  }

  return (
    <FormBody
      submitLabel="Save"
      isBusy={action.isBusy}
      problem={problem ?? action.problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p className="text-sm text-ink-muted">
        With them you sign in from any browser. Participants see the name. A new password signs you out of all
        other browsers.
      </p>
      <NameField value={name} onChange={setName} />
      <PasswordField
        value={password}
        onChange={setPassword}
        hint={me.hasPassword ? 'Left empty, it stays as it is.' : 'Left empty, you have none.'}
      />
    </FormBody>
  )
}
