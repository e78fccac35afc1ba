import type { Usage } from '../../server/protocol/session.ts'
import { formatBytes } from '../ui/format-bytes.ts'
import { Meter } from '../ui/meter.tsx'

/** The bar is full at this size where an instance has no disk of its own. */
const SHARED_DISK_SCALE_BYTES = 10 * 1024 ** 3

export function UsageMeters({ usage }: { usage: Usage | null }) {
  return (
    <div className="grid min-w-0 grid-cols-4 gap-3">
      <Meter
        label="CPU"
        share={usage && usage.cpuPercent / 100}
        text={usage ? `${Math.round(usage.cpuPercent)} %` : '–'}
        isLimit={false}
      />
      <Meter label="Memory" shortLabel="Mem" {...amount(usage?.memoryBytes, usage?.memoryLimitBytes)} />
      <Meter label="Disk" {...amount(usage?.diskBytes, usage?.diskLimitBytes)} />
      <Meter label="Processes" shortLabel="Procs" {...count(usage?.processes, usage?.processLimit)} />
    </div>
  )
}

function amount(used: number | null | undefined, limit: number | null | undefined) {
  if (used === null || used === undefined) return UNKNOWN
  const text = formatBytes(used)
  if (!limit) return { share: used / SHARED_DISK_SCALE_BYTES, text, isLimit: false }
  return { share: used / limit, text, details: `${text} of ${formatBytes(limit)}` }
}

function count(used: number | null | undefined, limit: number | null | undefined) {
  if (used === null || used === undefined || !limit) return UNKNOWN
  return { share: used / limit, text: String(used), details: `${used} of ${limit}` }
}

const UNKNOWN = { share: null, text: '–' }
