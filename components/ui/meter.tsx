import { TriangleAlert } from 'lucide-react'
import { classNames } from './class-names.ts'

/** Above this share a meter asks for attention. */
const HIGH_SHARE = 0.85

/** A share of a limit, as a bar and in words. */
export function Meter({
  label,
  shortLabel = label,
  share,
  text,
  details = text,
  isLimit = true,
}: {
  label: string
  shortLabel?: string
  /** Null: not measured yet. */
  share: number | null
  text: string
  /** With the limit, for the tooltip and for those who do not see the bar. */
  details?: string
  /** Something breaks at the end of the bar: it warns before that. */
  isLimit?: boolean
}) {
  const clamped = Math.min(1, Math.max(0, share ?? 0))
  const isHigh = isLimit && clamped > HIGH_SHARE
  const words = isHigh ? `${details}, nearly all` : details
  return (
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(clamped * 100)}
      aria-valuetext={words}
      title={`${label}: ${words}`}
      className="min-w-0"
    >
      <div aria-hidden className="flex items-baseline justify-between gap-1.5 text-[0.6875rem] leading-4">
        <span className="text-ink-muted">{shortLabel}</span>
        <span className={classNames('truncate tabular-nums', isHigh && 'font-semibold text-warn')}>
          {isHigh && <TriangleAlert className="mr-0.5 inline size-3 align-[-0.125em]" />}
          {text}
        </span>
      </div>
      <svg aria-hidden viewBox="0 0 100 3" preserveAspectRatio="none" className="mt-0.5 h-[3px] w-full">
        <rect width="100" height="3" rx="1.5" className="fill-line" />
        <rect width={clamped * 100} height="3" rx="1.5" className={isHigh ? 'fill-warn' : 'fill-accent'} />
      </svg>
    </div>
  )
}
