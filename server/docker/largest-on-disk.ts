import { z } from 'zod'

/**
 * What takes the most in an instance, told by its own Engine (`/system/df`). The participant owns that Engine and it
 * may answer anything; what it says is only shown to them.
 */

const size = z.number().nonnegative().catch(0)
const dataSchema = z.object({
  Images: z
    .array(z.object({ Id: z.string(), RepoTags: z.array(z.string()).nullish(), Size: size }))
    .nullish(),
  Containers: z.array(z.object({ Names: z.array(z.string()), SizeRw: size })).nullish(),
  Volumes: z.array(z.object({ Name: z.string(), UsageData: z.object({ Size: size }).nullish() })).nullish(),
  BuildCache: z.array(z.object({ Size: size })).nullish(),
})

/** Names longer than this say no more. */
const MAX_NAME = 80
/** A disk that is full of nothing large needs no culprit. */
const SMALLEST_BYTES = 16 * 1024 * 1024

interface Piece {
  name: string
  bytes: number
}

/** `usedBytes`: of the whole disk; what Docker does not account for are files outside of it. */
export function largestPiece(answer: unknown, usedBytes: number): string | null {
  const parsed = dataSchema.safeParse(answer)
  if (!parsed.success) return null
  const { Images, Containers, Volumes, BuildCache } = parsed.data
  const images = (Images ?? []).map(({ Id, RepoTags, Size }) => ({
    name: `image ${RepoTags?.[0] ?? Id}`,
    bytes: Size,
  }))
  const containers = (Containers ?? []).map(({ Names, SizeRw }) => ({
    name: `container ${(Names[0] ?? '').replace(/^\//, '')}`,
    bytes: SizeRw,
  }))
  const volumes = (Volumes ?? []).map(({ Name, UsageData }) => ({
    name: `volume ${Name}`,
    bytes: UsageData?.Size ?? 0,
  }))
  const cache = { name: 'build cache', bytes: sum((BuildCache ?? []).map(({ Size }) => ({ bytes: Size }))) }
  const docker = [...images, ...containers, ...volumes, cache]
  const files = { name: 'files outside of Docker', bytes: Math.max(0, usedBytes - sum(docker)) }
  const [largest] = [...docker, files].sort((a, b) => b.bytes - a.bytes)
  return largest && largest.bytes >= SMALLEST_BYTES ? words(largest) : null
}

function words({ name, bytes }: Piece): string {
  const cut = name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name
  const gib = bytes / 1024 ** 3
  return `${cut} (${gib >= 1 ? `${gib.toFixed(1)} GiB` : `${Math.round(gib * 1024)} MiB`})`
}

function sum(pieces: { bytes: number }[]): number {
  return pieces.reduce((total, { bytes }) => total + bytes, 0)
}
