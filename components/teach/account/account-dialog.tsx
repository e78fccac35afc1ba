'use client'

import { useState } from 'react'
import type { TeacherView } from '../../../server/protocol/workshop.ts'
import { FormBody } from '../form-body.tsx'
import { FormDialog } from '../form-dialog.tsx'
import { changeMe } from '../teach-api.ts'
import { useAction } from '../../session/use-action.ts'
import { CredentialFields, credentialsProblem } from './credential-fields.tsx'

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
  const [credentials, setCredentials] = useState({ name: me.name, password: '' })
  const [problem, setProblem] = useState<string | null>(null)

  async function submit() {
    const found = credentialsProblem(credentials)
    setProblem(found)
    if (found !== null) return
    const { name, password } = credentials
    if (!(await action.run(() => changeMe({ name: name.trim(), password })))) return
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
        With them you sign in from any browser, without the printed link. Participants see the name.
      </p>
      <CredentialFields value={credentials} onChange={setCredentials} />
    </FormBody>
  )
}
