import { z } from 'zod'
import { reportSchema, type ClassCommand, type Report } from '../../server/protocol/cockpit.ts'
import {
  instructorInvitationSchema,
  pendingInvitationSchema,
  teacherViewSchema,
  workshopViewSchema,
  type PendingInvitation,
  type TeacherView,
  type WorkshopChange,
  type WorkshopId,
  type WorkshopRequest,
  type WorkshopView,
} from '../../server/protocol/workshop.ts'
import { command, readJson } from '../session/session-api.ts'

/** What an instructor's pages ask of the broker, and tell it. Failures are `ApiError`s. */

export type Invitation = z.infer<typeof instructorInvitationSchema>

const workshopsSchema = z.array(workshopViewSchema)
const invitationsSchema = z.array(pendingInvitationSchema)

export const readMe = (): Promise<TeacherView> => readJson('GET', '/api/teach/me', teacherViewSchema)

/** With the key of the printed link. */
export const enterTeach = (body: { key: string; isReplacing: boolean }): Promise<TeacherView> =>
  readJson('POST', '/api/teach/enter', teacherViewSchema, body)

export const signIn = (body: { name: string; password: string }): Promise<TeacherView> =>
  readJson('POST', '/api/teach/sign-in', teacherViewSchema, body)

export const signOut = (): Promise<void> => command('POST', '/api/teach/sign-out')

/** Without a password that one stays as it is. */
export const changeMe = (body: { name: string; password?: string }): Promise<TeacherView> =>
  readJson('PUT', '/api/teach/me', teacherViewSchema, body)

export const acceptInvitation = (body: {
  key: string
  name: string
  password: string
}): Promise<TeacherView> => readJson('POST', '/api/teach/accept', teacherViewSchema, body)

export const acceptSignedIn = (key: string): Promise<TeacherView> =>
  readJson('POST', '/api/teach/accept-signed-in', teacherViewSchema, { key })

export const inviteInstructor = (): Promise<Invitation> =>
  readJson('POST', '/api/teach/invitations', instructorInvitationSchema)

export const listInstructorInvitations = (): Promise<PendingInvitation[]> =>
  readJson('GET', '/api/teach/invitations', invitationsSchema)

export const takeInstructorInvitationBack = (invitation: string): Promise<void> =>
  command('DELETE', `/api/teach/invitations/${invitation}`)

export const listWorkshops = (): Promise<WorkshopView[]> =>
  readJson('GET', '/api/teach/workshops', workshopsSchema)

export const createWorkshop = (request: WorkshopRequest): Promise<WorkshopView> =>
  readJson('POST', '/api/teach/workshops', workshopViewSchema, request)

export const readWorkshop = (id: WorkshopId): Promise<WorkshopView> =>
  readJson('GET', workshopApiPath(id), workshopViewSchema)

/** Only what is named. */
export const changeWorkshop = (id: WorkshopId, change: WorkshopChange): Promise<WorkshopView> =>
  readJson('PATCH', workshopApiPath(id), workshopViewSchema, change)

export const deleteWorkshop = (id: WorkshopId): Promise<WorkshopView> =>
  readJson('DELETE', workshopApiPath(id), workshopViewSchema)

export const restoreWorkshop = (id: WorkshopId): Promise<WorkshopView> =>
  readJson('POST', `${workshopApiPath(id)}/restore`, workshopViewSchema)

export const renewJoinCode = (id: WorkshopId): Promise<WorkshopView> =>
  readJson('POST', `${workshopApiPath(id)}/new-code`, workshopViewSchema)

export const inviteCoInstructor = (id: WorkshopId): Promise<Invitation> =>
  readJson('POST', `${workshopApiPath(id)}/invitations`, instructorInvitationSchema)

export const listInvitations = (id: WorkshopId): Promise<PendingInvitation[]> =>
  readJson('GET', `${workshopApiPath(id)}/invitations`, invitationsSchema)

export const takeInvitationBack = (id: WorkshopId, invitation: string): Promise<void> =>
  command('DELETE', `${workshopApiPath(id)}/invitations/${invitation}`)

export const removeTeacher = (id: WorkshopId, teacher: string): Promise<void> =>
  command('DELETE', `${workshopApiPath(id)}/teachers/${teacher}`)

export const sendClassCommand = (id: WorkshopId, body: ClassCommand): Promise<void> =>
  command('POST', `${workshopApiPath(id)}/commands`, body)

export const readReport = (id: WorkshopId): Promise<Report> =>
  readJson('GET', `${workshopApiPath(id)}/report`, reportSchema)

/** Where the broker answers about a workshop. */
export function workshopApiPath(id: WorkshopId): string {
  return `/api/teach/workshops/${id}`
}

/** Where its cockpit is. */
export function workshopPath(id: WorkshopId): string {
  return `/teach/${id}`
}
