'use client'

import { useId } from 'react'

const WAYS = [
  { way: 'password', label: 'A password' },
  { way: 'passkey', label: 'A passkey' },
] as const
export type WayIn = (typeof WAYS)[number]['way']

/** How somebody who is new will sign in. The other way can be added later. */
export function SignInChoice({ value, onChange }: { value: WayIn; onChange: (value: WayIn) => void }) {
  const name = useId()
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">Sign in with</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {WAYS.map(({ way, label }) => (
          <label key={way} className="flex items-center gap-2 text-sm">
            <input
              type="radio"
              name={name}
              className="size-4 accent-(--accent)"
              checked={value === way}
              onChange={() => onChange(way)}
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
