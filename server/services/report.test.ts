import { expect, test } from 'vitest'
import { chapterIdSchema, checkIdSchema, stepIdSchema } from '../protocol/ids.ts'
import { openClass, takeSeat } from '../testing/open-class.ts'
import { reportAsCsv, reportOn } from './report.ts'

const START = 1_000_000
const MINUTE_MS = 60_000
const column = {
  chapter: chapterIdSchema.parse('chapter'),
  chapterTitle: 'Chapter',
  step: stepIdSchema.parse('step'),
  stepTitle: 'Step',
  check: checkIdSchema.parse('check'),
}
const chapter = { lab: 'lab', chapter: column.chapter } as { lab: never; chapter: typeof column.chapter }

async function openReport() {
  const bench = await openClass({ seats: 50 })
  const { workshop, cockpit } = bench
  return { ...bench, report: () => reportOn(workshop, cockpit.workshop(workshop, 'instructor')) }
}
type Bench = Awaited<ReturnType<typeof openReport>>

/** Joins, begins later, and does the step that long after. `null`: never. */
async function participant(bench: Bench, name: string, tookMs: number | null) {
  const { clock, workshops, seatSessions, workshop, sessions } = bench
  const { seat } = await workshops.join(workshop, name)
  clock.advance(10 * MINUTE_MS)
  const { session } = await seatSessions.open({ workshop, seat }, () => sessions.open())
  if (tookMs === null) return { seat, session }
  clock.advance(tookMs)
  session.broadcast({ type: 'progress', progress: [{ ...chapter, done: [column.check] }] })
  return { seat, session }
}

test('a class in which nothing was done', async () => {
  const { report, ...bench } = await openReport()
  const { seat } = await bench.workshops.join(bench.workshop, 'Linus')
  expect(report()).toMatchObject({
    workshop: { title: 'Registries' },
    columns: [column],
    steps: [{ done: 0, medianMs: null, slowestMs: null, attempts: 0, hints: 0, reasons: [] }],
    seats: [{ name: 'Linus', joinedAt: seat.stored.joinedAt, attempts: 0, hints: 0, doneAt: [null] }],
  })
})

test('a step took from the start of the session, not from the joining before it', async () => {
  const bench = await openReport()
  for (const minutes of [1, 3, 8]) await participant(bench, `p${minutes}`, minutes * MINUTE_MS)
  const [step] = bench.report().steps
  expect(step).toMatchObject({ done: 3, medianMs: 3 * MINUTE_MS, slowestMs: 8 * MINUTE_MS })
  expect(bench.report().seats.map(({ doneAt }) => doneAt)).toEqual([
    [START + 11 * MINUTE_MS],
    [START + 24 * MINUTE_MS],
    [START + 42 * MINUTE_MS],
  ])
})

test('attempts, hints and what the check said most often are added up', async () => {
  const bench = await openReport()
  const said = { 'no image': 5, 'no network': 2, 'port 80 is closed': 4, 'no such file': 1 }
  for (const [name, times] of Object.entries({ A: 1, B: 2 })) {
    const { seat, session } = await participant(bench, name, null)
    seat.progress.countHint()
    for (const [reason, count] of Object.entries(said)) {
      for (let index = 0; index < count * times; index++) {
        session.notifyActivity({ exitCode: 1 })
        const checks = [{ id: column.check, status: 'not-done' as const, reason }]
        session.broadcast({ type: 'checks', ...chapter, checks })
      }
    }
  }
  const { steps, seats } = bench.report()
  expect(steps).toMatchObject([{ done: 0, attempts: 36, hints: 2 }])
  expect(steps[0]!.reasons).toEqual([
    { reason: 'no image', count: 15 },
    { reason: 'port 80 is closed', count: 12 },
    { reason: 'no network', count: 6 },
  ])
  expect(seats.map(({ attempts }) => attempts)).toEqual([12, 24])
})

test('the file for spreadsheets has a line for each participant', async () => {
  const bench = await openReport()
  await participant(bench, 'Linus', MINUTE_MS)
  const { seat } = await takeSeat(bench, 'Ken, "the second"')
  seat.progress.countHint()
  expect(reportAsCsv(bench.report())).toBe(
    [
      '"name","joined","attempts","hints","chapter/check"',
      '"Linus","1970-01-01T00:16:40.000Z","0","0","1970-01-01T00:27:40.000Z"',
      '"Ken, ""the second""","1970-01-01T00:27:40.000Z","0","1",""',
      '',
    ].join('\r\n'),
  )
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://evil.example","x")', '\tx', '\rx'])(
  'a spreadsheet does not run the name %j',
  async (name) => {
    const bench = await openReport()
    await bench.workshops.join(bench.workshop, name)
    expect(reportAsCsv(bench.report())).toContain(`\r\n"'${name.replaceAll('"', '""')}",`)
  },
)
