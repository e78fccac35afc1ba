import { z } from 'zod'
import { classCommandSchema, reportSchema } from '../../protocol/cockpit.ts'
import {
  workshopChangeSchema,
  workshopRequestSchema,
  workshopViewSchema,
  type WorkshopChange,
  type WorkshopView,
} from '../../protocol/workshop.ts'
import type { Caller } from '../../services/callers.ts'
import type { LiveWorkshop } from '../../services/live-workshop.ts'
import { reportAsCsv, reportOn } from '../../services/report.ts'
import { attachment } from '../content-disposition.ts'
import type { Api, ApiServices } from '../api.ts'
import { noBody, ONE_WORKSHOP, workshopParams } from '../request-schemas.ts'
import { instructorOf } from '../signed-in.ts'

/** Workshops, for those who run them. Which one a request reaches is decided in `guardRoutes`. */
export function workshopRoutes(api: Api, { teaching, audit, teacherLimits }: ApiServices): void {
  const { workshops, cockpit, commands, instructors } = teaching
  const view = (workshop: LiveWorkshop, caller: Caller): WorkshopView =>
    cockpit.workshop(workshop, workshop.roleOf(caller.instructor?.id) ?? 'operator')
  const report = (workshop: LiveWorkshop, caller: Caller) => reportOn(workshop, view(workshop, caller))
  const limited = <Plan extends WorkshopChange>(plan: Plan): Plan => {
    const { maxInstances } = plan
    if (maxInstances === undefined) return plan
    return { ...plan, maxInstances: Math.min(maxInstances, teacherLimits.maxInstances) }
  }

  api.route({
    method: 'GET',
    url: '/api/teach/workshops',
    schema: { summary: 'The instructor’s workshops', response: { 200: z.array(workshopViewSchema) } },
    config: { action: 'workshop.list' },
    async handler({ caller }) {
      const isOperator = caller.roles.includes('operator')
      return workshops
        .all()
        .filter((workshop) => isOperator || workshop.roleOf(caller.instructor?.id) !== undefined)
        .map((workshop) => view(workshop, caller))
    },
  })

  api.route({
    method: 'POST',
    url: '/api/teach/workshops',
    schema: {
      summary: 'Plan a workshop; again with the same requestId answers with the one that was made',
      body: workshopRequestSchema,
      response: { 201: workshopViewSchema },
    },
    config: { action: 'workshop.create' },
    async handler(request, reply) {
      const workshop = await workshops.create(limited(request.body), instructorOf(request))
      return reply.code(201).send(view(workshop, request.caller))
    },
  })

  api.route({
    method: 'GET',
    url: ONE_WORKSHOP,
    schema: { summary: 'A workshop', params: workshopParams, response: { 200: workshopViewSchema } },
    config: { action: 'workshop.read' },
    handler: async ({ workshop, caller }) => view(workshop, caller),
  })

  api.route({
    method: 'PATCH',
    url: ONE_WORKSHOP,
    schema: {
      summary: 'Change what is named of a workshop; lab and chapters stay',
      params: workshopParams,
      body: workshopChangeSchema,
      response: { 200: workshopViewSchema },
    },
    config: { action: 'workshop.change' },
    async handler({ workshop, caller, body }) {
      await workshops.change(workshop, limited(body))
      return view(workshop, caller)
    },
  })

  api.route({
    method: 'DELETE',
    url: ONE_WORKSHOP,
    schema: {
      summary: 'Delete a workshop; for ten minutes it can be brought back',
      params: workshopParams,
      response: { 200: workshopViewSchema },
    },
    config: { action: 'workshop.change' },
    async handler({ workshop, caller }) {
      await workshops.delete(workshop)
      return view(workshop, caller)
    },
  })

  api.route({
    method: 'POST',
    url: `${ONE_WORKSHOP}/restore`,
    schema: {
      summary: 'Bring a deleted workshop back',
      params: workshopParams,
      body: noBody,
      response: { 200: workshopViewSchema },
    },
    config: { action: 'workshop.change' },
    async handler({ workshop, caller }) {
      await workshops.restoreDeleted(workshop)
      return view(workshop, caller)
    },
  })

  api.route({
    method: 'POST',
    url: `${ONE_WORKSHOP}/new-code`,
    schema: {
      summary: 'Another code to join with; the one before opens nothing any more',
      params: workshopParams,
      body: noBody,
      response: { 200: workshopViewSchema },
    },
    config: { action: 'workshop.change' },
    async handler({ workshop, caller }) {
      await workshops.newCode(workshop)
      return view(workshop, caller)
    },
  })

  api.route({
    method: 'POST',
    url: `${ONE_WORKSHOP}/commands`,
    schema: {
      summary: 'Do something in the class',
      params: workshopParams,
      body: classCommandSchema,
      response: { 204: z.null() },
    },
    config: { action: 'workshop.teach' },
    async handler({ workshop, caller, body }, reply) {
      const instructor = caller.instructor ?? instructors.host
      await commands.run(workshop, { instructor, session: caller.session }, body)
      audit.record({
        role: caller.instructor ? 'instructor' : 'operator',
        address: caller.addressKey,
        act: `class.${body.type}`,
        target: [workshop.stored.id, 'seat' in body ? body.seat : 'to' in body ? body.to : null]
          .filter((part) => part !== null)
          .join(' '),
        result: 'done',
      })
      return reply.code(204).send(null)
    },
  })

  api.route({
    method: 'GET',
    url: `${ONE_WORKSHOP}/report`,
    schema: {
      summary: 'How a class went, step by step',
      params: workshopParams,
      response: { 200: reportSchema },
    },
    config: { action: 'workshop.read' },
    handler: async ({ workshop, caller }) => report(workshop, caller),
  })

  api.route({
    method: 'GET',
    url: `${ONE_WORKSHOP}/progress.csv`,
    schema: { summary: 'Who has done what and when, for spreadsheets', params: workshopParams },
    config: { action: 'workshop.read' },
    async handler({ workshop, caller }, reply) {
      reply.header('content-disposition', attachment('progress.csv'))
      reply.type('text/csv; charset=utf-8')
      return reply.send(reportAsCsv(report(workshop, caller)))
    },
  })
}
