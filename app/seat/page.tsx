import type { Metadata } from 'next'
import { EnterSeat } from '../../components/class/enter-seat.tsx'
import { PlainPage } from '../../components/plain-page.tsx'

export const metadata: Metadata = { title: 'Your place' }

/** Where a personal link leads. */
export default function SeatPage() {
  return (
    <PlainPage title="Your place">
      <EnterSeat />
    </PlainPage>
  )
}
