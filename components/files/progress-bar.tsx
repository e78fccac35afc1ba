import { formatBytes } from '../ui/format-bytes.ts'

/** `total` 0: an empty file, which is there as soon as it is asked for. */
export function ProgressBar({ label, done, total }: { label: string; done: number; total: number }) {
  const share = total === 0 ? 0 : Math.min(1, done / total)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(share * 100)}
      aria-valuetext={`${formatBytes(done)} of ${formatBytes(total)}`}
    >
      <p aria-hidden className="text-xs text-ink-muted tabular-nums">
        {formatBytes(done)} of {formatBytes(total)}
      </p>
      <svg aria-hidden viewBox="0 0 100 3" preserveAspectRatio="none" className="mt-0.5 h-[3px] w-full">
        <rect width="100" height="3" rx="1.5" className="fill-line" />
        <rect width={share * 100} height="3" rx="1.5" className="fill-accent" />
      </svg>
    </div>
  )
}
