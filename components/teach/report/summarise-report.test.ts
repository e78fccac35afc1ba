import { expect, it } from 'vitest'
import type { Report } from '../../../server/protocol/cockpit.ts'
import { workshopViewSchema } from '../../../server/protocol/workshop.ts'
import { testColumns } from '../cockpit/test-class.ts'
import { summariseReport } from './summarise-report.ts'

const workshop = workshopViewSchema.parse({
  id: 'aaaaaaaaaaaaaaaa',
  title: 'Containers',
  lab: 'registries',
  chapters: [],
  seats: 20,
  startsAt: 0,
  endsAt: 1,
  sessionMinutes: 60,
  maxInstances: 1,
  hub: 'sandbox',
  preparesAhead: false,
  phase: 'ended',
  joinCode: '7K3M-Q9TX',
  joinUrl: 'http://localhost/join/7K3M-Q9TX',
  teachers: [],
  role: 'instructor',
  seated: 0,
  waiting: 0,
  deletedUntil: null,
  keptUntil: null,
})
const step = { done: 0, medianMs: null, slowestMs: null, attempts: 0, hints: 0, reasons: [] }
const empty: Report = {
  workshop,
  columns: testColumns({ first: ['a', 'b'] }),
  steps: [step, step],
  seats: [],
}
const seat = { joinedAt: 0, attempts: 2, hints: 1 }

it('counts who has begun and who has finished', () => {
  const seats = [
    { ...seat, name: 'Anna', doneAt: [5, 6] },
    { ...seat, name: 'Ben', doneAt: [7, null] },
    { ...seat, name: 'Cleo', doneAt: [null, null] },
  ]
  expect(summariseReport({ ...empty, seats })).toMatchObject({
    participants: 3,
    begun: 2,
    finished: 1,
    donePercent: 50,
    attempts: 6,
    hints: 3,
  })
})

it('names the steps that took most attempts, and none that took none', () => {
  const steps = [step, { ...step, attempts: 4 }]
  expect(summariseReport({ ...empty, steps }).hardest).toEqual([1])
})

it('knows no share when nobody was there', () => {
  expect(summariseReport(empty)).toMatchObject({ participants: 0, donePercent: null, finished: 0 })
})
