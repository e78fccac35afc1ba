import { BadgeCheck, History } from 'lucide-react'
import type { Proven } from '../../server/protocol/lab.ts'

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

/** When the chapter was last played by a machine, and on what. */
export function ProvenLine({ proven }: { proven: Proven | null }) {
  if (!proven) return null
  const { date, commit, versions, isCurrent } = proven
  const Icon = isCurrent ? BadgeCheck : History
  return (
    <p className="proven-line" data-current={isCurrent}>
      <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span>
        Every command here was last proven on <time dateTime={date}>{DAY.format(new Date(date))}</time> with
        Docker Engine {versions.engine}, registry {versions.registry}, buildx {versions.buildx} (commit{' '}
        <code>{commit}</code>). {!isCurrent && <strong>The chapter has changed since.</strong>}
      </span>
    </p>
  )
}
