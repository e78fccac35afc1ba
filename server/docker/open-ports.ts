import { z } from 'zod'
import type { OpenPort } from '../domain/instance.ts'

/** More than a page can usefully list; somebody may publish a whole range. */
const MAX_PORTS = 64
const MAX_NAME_LENGTH = 128

const containersSchema = z.array(
  z.object({
    Id: z.string().optional(),
    Names: z.array(z.string()).nullish(),
    Ports: z
      .array(z.object({ PublicPort: z.int().min(0).max(65_535).optional(), Type: z.string() }))
      .nullish(),
  }),
)

/**
 * TCP ports that running containers publish, once each (Docker lists IPv4 and IPv6 apart), lowest first. Throws
 * when the answer, which a participant may have made up, is no list of containers.
 */
export function openPorts(answer: unknown): OpenPort[] {
  const byPort = new Map<number, OpenPort>()
  for (const { Names, Ports } of containersSchema.parse(answer)) {
    for (const { PublicPort, Type } of Ports ?? []) {
      if (!PublicPort || Type !== 'tcp') continue
      byPort.set(PublicPort, { port: PublicPort, container: containerName(Names?.[0]) })
    }
  }
  return [...byPort.values()].sort((a, b) => a.port - b.port).slice(0, MAX_PORTS)
}

/** Name of a running container; undefined: it is not in the list, or the answer is none. */
export function nameOfContainer(answer: unknown, id: string): string | undefined {
  const list = containersSchema.safeParse(answer)
  const found = list.success ? list.data.find(({ Id }) => Id === id) : undefined
  return found && (containerName(found.Names?.[0]) || undefined)
}

/** Without the slash that Docker puts before it, and of the characters that Docker allows. */
function containerName(name = ''): string {
  return name.replaceAll(/[^\w.-]/g, '').slice(0, MAX_NAME_LENGTH)
}
