/** A bar, and the same in words. */
export function DoneBar({ done, checks }: { done: number; checks: number }) {
  const shown = Math.min(done, checks)
  return (
    <span className="inline-flex items-center gap-2">
      <svg aria-hidden viewBox="0 0 100 4" preserveAspectRatio="none" className="h-1 w-20">
        <rect width="100" height="4" rx="2" className="fill-line" />
        <rect width={(100 * shown) / checks} height="4" rx="2" className="fill-accent" />
      </svg>
      <span className="tabular-nums">
        {shown} of {checks} checks
      </span>
    </span>
  )
}
