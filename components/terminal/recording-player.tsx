'use client'

import { lazy, Suspense, useState } from 'react'

const CastPlayer = lazy(async () => ({ default: (await import('./cast-player.tsx')).CastPlayer }))

/** The player, fetched when it is first wanted. Without `recording` it asks for a file. */
export function RecordingPlayer(props: { isOpen: boolean; onClose: () => void; recording?: Blob }) {
  const [isWanted, setWanted] = useState(false)
  if (props.isOpen && !isWanted) setWanted(true)
  return (
    isWanted && (
      <Suspense>
        <CastPlayer {...props} />
      </Suspense>
    )
  )
}
