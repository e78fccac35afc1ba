import { sharePercent } from '../../ui/share-percent.ts'

/** A share as a bar and in words; a drawing, so that it is printed although browsers leave out backgrounds. */
export function ShareBar({ part, whole }: { part: number; whole: number }) {
  const percent = sharePercent(part, whole)
  return (
    <span className="flex min-w-36 items-center gap-2">
      <svg aria-hidden viewBox="0 0 100 8" preserveAspectRatio="none" className="h-2 min-w-16 flex-1">
        <rect width="100" height="8" rx="2" className="fill-line" />
        <rect width={percent ?? 0} height="8" rx="2" className="fill-accent" />
      </svg>
      <span className="w-24 shrink-0 text-right text-xs tabular-nums">
        {part} of {whole}
        {percent !== null && ` (${percent} %)`}
      </span>
    </span>
  )
}
