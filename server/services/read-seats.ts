import type { StoredSeat, WorkshopStore } from '../ports/workshop-store.ts'
import type { RestoredProgress } from './seat-progress.ts'

/** The seats that nobody has left, in the order of their coming, each with what was done in it. */
export async function readSeats(
  store: Pick<WorkshopStore, 'seats' | 'begun' | 'progress' | 'steps'>,
): Promise<{ stored: StoredSeat; progress: RestoredProgress }[]> {
  const seats = (await store.seats()).filter(({ leftAt }) => leftAt === null)
  const begun = await store.begun()
  const ids = new Set(seats.map(({ workshopId }) => workshopId))
  const steps = Map.groupBy(
    (await Promise.all([...ids].map((id) => store.steps(id)))).flat(),
    ({ seatId }) => seatId,
  )
  return Promise.all(
    seats.map(async (stored) => ({
      stored,
      progress: {
        done: await store.progress(stored.id),
        steps: steps.get(stored.id) ?? [],
        startedAt: begun.get(stored.id) ?? null,
      },
    })),
  )
}
