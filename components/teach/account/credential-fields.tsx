'use client'

import { personNameSchema } from '../../../server/protocol/person-name.ts'
import { passwordSchema } from '../../../server/protocol/workshop.ts'
import { Field } from '../../ui/field.tsx'

interface FieldProps {
  value: string
  onChange: (value: string) => void
}

/** What must be changed before they can be sent; null: nothing. Without a password only the name is looked at. */
export function credentialsProblem({ name, password }: { name: string; password?: string }): string | null {
  const found = personNameSchema.safeParse(name)
  if (!found.success) return found.error.issues[0]!.message
  if (password !== undefined && !passwordSchema.safeParse(password).success)
    return 'Type a password of 10 to 200 characters.'
  return null
}

export function NameField({ value, onChange }: FieldProps) {
  return (
    <Field
      label="Name"
      name="name"
      autoComplete="username"
      required
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}

/** A new one. `hint`: what happens without one, if that is allowed. */
export function PasswordField({ value, onChange, hint }: FieldProps & { hint?: string }) {
  return (
    <Field
      label="Password"
      name="password"
      type="password"
      autoComplete="new-password"
      required={hint === undefined}
      hint={['At least 10 characters.', hint].join(' ').trim()}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
