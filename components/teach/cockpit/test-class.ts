import { classItemIdSchema, type Watch } from '../../../server/protocol/class.ts'
import { columnSchema, seatRowSchema, type Column, type SeatRow } from '../../../server/protocol/cockpit.ts'
import { FIRST_TERMINAL, instanceNameSchema } from '../../../server/protocol/ids.ts'
import { seatIdSchema, type SeatId } from '../../../server/protocol/workshop.ts'

/** For tests: a class in few words. */

/** By chapter: the titles of its steps, each with one check; a title that is there twice is a step with two. */
export function testColumns(chapters: Record<string, string[]>): Column[] {
  return Object.entries(chapters).flatMap(([chapter, steps]) =>
    steps.map((step, index) =>
      columnSchema.parse({
        chapter,
        chapterTitle: `Chapter ${chapter}`,
        step,
        stepTitle: `Step ${step}`,
        check: `${step}-${index}`,
      }),
    ),
  )
}

/** `name`: letters, of which the id is made. */
export function testSeatId(name: string): SeatId {
  return seatIdSchema.parse(name.toLowerCase().padEnd(16, 'a'))
}

export function testSeat(name: string, facts: Partial<SeatRow> = {}): SeatRow {
  return {
    ...seatRowSchema.parse({
      id: testSeatId(name),
      name,
      status: 'working',
      joinedAt: 1_000,
      expiresAt: null,
      instances: [],
      chapter: null,
      done: [],
      current: 0,
      stuck: null,
      hand: null,
      watch: null,
      isOnWall: true,
    }),
    ...facts,
  }
}

/** Asked for by Tess, not answered yet. */
export function testWatch(): Watch {
  return {
    id: classItemIdSchema.parse('aaaaaaaaaaaa'),
    by: 'Tess',
    mode: 'watch',
    status: 'asked',
    instance: instanceNameSchema.parse('node1'),
    terminal: FIRST_TERMINAL,
    since: 0,
  }
}
