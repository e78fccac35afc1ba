import type { SeatId } from '../../../server/protocol/workshop.ts'
import { nameOf, type CockpitState } from './cockpit-state.ts'
import { describeLook } from './look-words.ts'

type Known = Pick<
  CockpitState,
  'room' | 'seats' | 'numbers' | 'watchEnds' | 'areNamesHidden' | 'myName' | 'openSeat'
>

/** What who listens to the page has to hear of a change, once; null: nothing. */
export function cockpitNews(before: Known, state: Known): string | null {
  // What is there when the page opens is read, not announced.
  if (before.room === null || (before.seats === state.seats && before.watchEnds === state.watchEnds))
    return null
  const news = Object.values(state.seats).flatMap((seat) => [
    ...(seat.hand !== null && !before.seats[seat.id]?.hand
      ? [`${nameOf(state, seat.id)} has raised a hand.`]
      : []),
    ...lookNews(before, state, seat.id),
  ])
  return news.length === 0 ? null : news.join(' ')
}

/** Of the instructor's own looks: asked for, agreed to, refused, ended by the participant. */
function lookNews(before: Known, state: Known, id: SeatId): string[] {
  const isOwn = isOwnLook(state, id)
  if (!isOwn && (state.seats[id]?.watch || !isOwnLook(before, id))) return []
  const now = lookOf(state, id, isOwn)
  return now === '' || now === lookOf(before, id, isOwnLook(before, id)) ? [] : [now]
}

function isOwnLook({ seats, myName }: Known, id: SeatId): boolean {
  const watch = seats[id]?.watch
  return watch != null && (myName === null || watch.by === myName)
}

function lookOf(state: Known, id: SeatId, isOwn: boolean): string {
  const watch = state.seats[id]?.watch ?? null
  return describeLook({ watch, isOwn, end: state.watchEnds[id], name: nameOf(state, id) })
}
