import type { Usage } from '../../server/protocol/session.ts'
import { formatBytes } from '../ui/format-bytes.ts'
import { Meter } from '../ui/meter.tsx'

/** There is no limit of its own on an instance's disk that the page knows of; the bar is full at this size. */
const DISK_SCALE_BYTES = 10 * 1024 ** 3

export function UsageMeters({ usage }: { usage: Usage | null }) {
  const disk = usage?.diskBytes ?? null
  return (
    <div className="grid min-w-0 grid-cols-3 gap-3">
      <Meter
        label="CPU"
        share={usage && usage.cpuPercent / 100}
        text={usage ? `${Math.round(usage.cpuPercent)} %` : '–'}
      />
      <Meter
        label="Memory"
        shortLabel="Mem"
        share={usage && usage.memoryBytes / usage.memoryLimitBytes}
        text={usage ? formatBytes(usage.memoryBytes) : '–'}
      />
      <Meter
        label="Disk"
        share={disk === null ? null : disk / DISK_SCALE_BYTES}
        text={disk === null ? '–' : formatBytes(disk)}
      />
    </div>
  )
}
