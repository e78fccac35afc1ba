import { columnSchema, seatRowSchema, type Column, type SeatRow } from '../../../server/protocol/cockpit.ts'
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
