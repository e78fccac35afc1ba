'use client'

import { passwordSchema, personNameSchema } from '../../../server/protocol/workshop.ts'
import { Field } from '../../ui/field.tsx'

export interface Credentials {
  name: string
  password: string
}

/** What must be changed before they can be sent; null: nothing. */
export function credentialsProblem({ name, password }: Credentials): string | null {
  if (!personNameSchema.safeParse(name).success) return 'Type a name of 1 to 40 characters.'
  if (!passwordSchema.safeParse(password).success) return 'Type a password of 10 to 200 characters.'
  return null
}

export function CredentialFields({
  value,
  onChange,
}: {
  value: Credentials
  onChange: (value: Credentials) => void
}) {
  return (
    <>
      <Field
        label="Name"
        name="name"
        autoComplete="username"
        required
        value={value.name}
        onChange={({ currentTarget }) => onChange({ ...value, name: currentTarget.value })}
      />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
        hint="At least 10 characters."
        value={value.password}
        onChange={({ currentTarget }) => onChange({ ...value, password: currentTarget.value })}
      />
    </>
  )
}
