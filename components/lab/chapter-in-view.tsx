'use client'

import { useEffect } from 'react'
import type { ChapterId, LabId } from '../../server/protocol/ids.ts'
import { useSessionClient } from '../session/session-provider.tsx'

/** Tells the broker which chapter is shown, whose checks it then runs. */
export function ChapterInView({ lab, chapter }: { lab: LabId; chapter: ChapterId }) {
  const client = useSessionClient()
  useEffect(() => client.chapter.view({ lab, chapter }), [client, lab, chapter])
  return null
}
