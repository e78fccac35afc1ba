import { LabError } from '../../protocol/errors.ts'
import {
  enteredSchema,
  enterSeatSchema,
  seatLinkViewSchema,
  seatLookupSchema,
  type Held,
} from '../../protocol/seat-link.ts'
import type { Caller } from '../../services/callers.ts'
import type { SeatInWorkshop } from '../../services/seat-index.ts'
import type { Api, ApiServices } from '../api.ts'
import { labPath, seatCookies } from '../seat-cookie.ts'

/**
 * Back into a seat, by its personal link. The link's page asks before it sends the key: a link that somebody else has
 * posted must not put whoever opens it in another's place.
 */
export function seatRoutes(api: Api, services: ApiServices): void {
  const { teaching, limits, clock } = services
  const { workshops } = teaching
  const seatCookie = seatCookies(services)
  const find = (key: string, { addressKey }: Caller) => {
    const place = workshops.bySeatToken(key)
    if (place) return place
    limits.take('address.wrong-secrets', addressKey)
    throw new LabError('SEAT_GONE')
  }

  api.route({
    method: 'POST',
    url: '/api/join/seat/lookup',
    schema: {
      summary: 'Whose place a personal link opens, and what this browser has instead',
      body: seatLookupSchema,
      response: { 200: seatLinkViewSchema },
    },
    config: { action: 'class.join' },
    async handler({ body, caller }) {
      const place = find(body.key, caller)
      return { ...view(place), held: heldBeside(place, caller, clock.now()) }
    },
  })

  api.route({
    method: 'POST',
    url: '/api/join/seat',
    schema: {
      summary: 'Take the place of a personal link in this browser',
      body: enterSeatSchema,
      response: { 200: enteredSchema },
    },
    config: { action: 'class.join' },
    async handler({ body, caller }, reply) {
      const place = find(body.key, caller)
      if (!body.isReplacing && heldBeside(place, caller, clock.now())) throw new LabError('PLACE_HELD')
      const { plan } = place.workshop.stored
      reply.header('set-cookie', seatCookie(body.key, plan))
      return { path: labPath(plan) }
    },
  })
}

function view({ workshop, seat }: SeatInWorkshop) {
  return { name: seat.stored.name, title: workshop.stored.plan.title }
}

/** What the caller would not see any more in that place. */
function heldBeside(wanted: SeatInWorkshop, { place, session }: Caller, now: number): Held | null {
  if (!place) return session ? { kind: 'session' } : null
  if (place.seat === wanted.seat) return null
  return place.workshop.isOver(now) && !session ? null : { kind: 'seat', ...view(place) }
}
