'use client'

import { useSession } from '../session/session-provider.tsx'
import { standingOf } from './class-words.ts'

const OBSTACLES = {
  'before-start': 'The workshop has not started yet.',
  waiting: 'You are on the waiting list.',
  over: 'The workshop is over.',
} as const

/** Why nothing can be told to the class now; undefined: it can. */
export function useClassObstacle(): string | undefined {
  return useSession(({ classView, phase, socket }) => {
    const standing = classView ? standingOf(classView) : 'over'
    if (standing !== 'seated') return OBSTACLES[standing]
    if (phase.status !== 'open') return 'Start your session first: Add New Instance does.'
    if (socket.status !== 'open') return 'The connection is lost. It is being tried again.'
    return undefined
  })
}
