'use client'

import { useCockpit, useCockpitClient } from '../cockpit-provider.tsx'
import { SEAT_ORDERS, type SeatOrder } from '../sort-seats.ts'
import { HeatMap } from './heat-map.tsx'

/** Who has done what. */
export function Progress() {
  const client = useCockpitClient()
  const order = useCockpit((state) => state.order)
  const isEmpty = useCockpit((state) => Object.keys(state.seats).length === 0)
  const hasColumns = useCockpit((state) => state.columns.length > 0)
  return (
    <section aria-labelledby="progress-heading" className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h2 id="progress-heading" className="text-base font-semibold">
          Progress
        </h2>
        <Legend />
        <label className="ml-auto flex items-center gap-2 text-xs text-ink-muted">
          Order
          <select
            value={order}
            onChange={({ currentTarget }) =>
              client.store.setState({ order: currentTarget.value as SeatOrder })
            }
            className="h-7 rounded-md border border-line-strong bg-surface px-1.5 text-xs text-ink"
          >
            {Object.entries(SEAT_ORDERS).map(([key, label]) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </div>
      {isEmpty && (
        <p className="text-ink-muted">
          Nobody has joined yet. Show the join code; who joins appears here by itself.
        </p>
      )}
      {!isEmpty && !hasColumns && (
        <p className="text-ink-muted">
          The chapters of this workshop have no checks, so there is nothing to count.
        </p>
      )}
      {!isEmpty && <HeatMap />}
    </section>
  )
}

function Legend() {
  return (
    <p aria-hidden className="flex flex-wrap gap-x-3 text-xs text-ink-muted">
      <span>
        <span className="font-semibold text-accent-strong">✓</span> done
      </span>
      <span>
        <span className="font-semibold text-warn">▸</span> at it
      </span>
      <span>· not done</span>
    </p>
  )
}
