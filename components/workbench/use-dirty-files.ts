'use client'

import { useCallback, useState } from 'react'

/** Paths of the open files whose edits are not saved. */
export function useDirtyFiles(): [ReadonlySet<string>, (path: string, isDirty: boolean) => void] {
  const [dirty, setDirty] = useState<ReadonlySet<string>>(new Set())
  const set = useCallback((path: string, isDirty: boolean) => {
    setDirty((before) => {
      if (before.has(path) === isDirty) return before
      const next = new Set(before)
      if (isDirty) next.add(path)
      else next.delete(path)
      return next
    })
  }, [])
  return [dirty, set]
}
