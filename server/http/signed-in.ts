import type { FastifyRequest } from 'fastify'
import { readCookie, writeCookie } from '../lib/cookies.ts'
import type { StoredInstructor } from '../ports/workshop-store.ts'
import { LabError } from '../protocol/errors.ts'
import type { TeacherView } from '../protocol/workshop.ts'
import { SIGNED_IN_MS } from '../services/instructors.ts'
import type { ApiServices } from './api.ts'

export interface SignedIn {
  /** The `set-cookie` header that signs somebody in. */
  cookie: (token: string) => string
  /** The secret of the caller's cookie; empty without one. */
  tokenOf: (request: FastifyRequest) => string
  /** What instructors see of themselves. */
  view: (instructor: StoredInstructor) => TeacherView
}

export function signedIn({
  publicUrl,
  teaching: { passkeys },
  teacherLimits,
}: Pick<ApiServices, 'publicUrl' | 'teaching' | 'teacherLimits'>): SignedIn {
  const isSecure = publicUrl.protocol === 'https:'
  return {
    cookie: (token) => writeCookie('instructor', token, { maxAgeMs: SIGNED_IN_MS, isSecure }),
    tokenOf: (request) => readCookie(request.raw, 'instructor', isSecure) ?? '',
    view: ({ id, name, passwordHash }) => ({
      name,
      hasPassword: passwordHash !== null,
      passkeys: passkeys.of(id).map(({ id: passkey, name: label, createdAt, lastUsedAt }) => ({
        id: passkey,
        name: label,
        createdAt,
        lastUsedAt,
      })),
      ...teacherLimits,
    }),
  }
}

/** Of a caller who has been authorised as one. Throws NOT_INSTRUCTOR. */
export function instructorOf({ caller }: FastifyRequest): StoredInstructor {
  if (!caller.instructor) throw new LabError('NOT_INSTRUCTOR')
  return caller.instructor
}
