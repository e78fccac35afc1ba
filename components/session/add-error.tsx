'use client'

import { TriangleAlert } from 'lucide-react'
import { useSession } from './session-provider.tsx'

export function AddError() {
  const addError = useSession((state) => state.addError)
  if (addError === null) return null
  return (
    <p role="alert" className="flex gap-2 rounded-md bg-danger-soft px-3 py-2 text-sm text-danger">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>No instance was added. {addError}</span>
    </p>
  )
}
