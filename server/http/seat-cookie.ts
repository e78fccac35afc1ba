import { writeCookie } from '../lib/cookies.ts'
import type { WorkshopPlan } from '../protocol/workshop.ts'
import { ENDED_READABLE_MS } from '../services/timelines.ts'
import type { ApiServices } from './api.ts'

/** The `set-cookie` header that puts a browser in a seat, for as long as there is something to see there. */
export function seatCookies({ clock, publicUrl }: Pick<ApiServices, 'clock' | 'publicUrl'>) {
  const isSecure = publicUrl.protocol === 'https:'
  return (token: string, { endsAt }: Pick<WorkshopPlan, 'endsAt'>): string => {
    const maxAgeMs = Math.max(0, endsAt - clock.now()) + ENDED_READABLE_MS
    return writeCookie('seat', token, { maxAgeMs, isSecure })
  }
}

/** Where a class begins. */
export function labPath({ lab, chapters: [first] }: Pick<WorkshopPlan, 'lab' | 'chapters'>): string {
  return first === undefined ? `/labs/${lab}` : `/labs/${lab}/${first}`
}
