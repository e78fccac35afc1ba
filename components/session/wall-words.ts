import type { Wall } from '../../server/protocol/session.ts'
import { formatBytes } from '../ui/format-bytes.ts'

export interface WallWords {
  title: string
  text: string
  /** A command that helps; it is typed into the terminal only when somebody asks for it, and run only by them. */
  command?: string
}

/** What a limit means for whoever has run into it, and what helps. */
export function describeWall(wall: Wall, instance: string): WallWords {
  switch (wall.type) {
    case 'disk-nearly-full':
    case 'disk-full': {
      const amount = `${formatBytes(wall.usedBytes)} of ${formatBytes(wall.limitBytes)}.`
      const largest = wall.largest === null ? '' : ` Largest: ${wall.largest}.`
      return {
        title: wall.type === 'disk-full' ? 'Disk full:' : 'Disk nearly full:',
        text: `${amount}${largest}`,
        // `files outside of Docker` are the participant's own: no command can know which are not needed.
        ...(!wall.largest?.startsWith('files ') && { command: pruneFor(wall.largest) }),
      }
    }
    case 'out-of-memory':
      return { title: 'Out of memory:', text: `the kernel ended ${ended(wall)}: ${whose(wall, instance)}.` }
    case 'too-many-processes':
      return {
        title: 'Too many processes:',
        text: `${instance} has all ${wall.limit} that it may have, so that nothing new can start. End some of them, or delete ${instance}.`,
      }
  }
}

/** A build cache and images are made again; a volume may be all that somebody has. */
function pruneFor(largest: string | null): string {
  if (largest?.startsWith('build cache')) return 'docker builder prune'
  return largest?.startsWith('volume ') ? 'docker volume prune --all' : 'docker system prune --all'
}

type OutOfMemory = Extract<Wall, { type: 'out-of-memory' }>

function ended({ process, container }: OutOfMemory): string {
  const what = process === null ? 'a process' : `the process ${process}`
  return container === null ? what : `${what} in the container ${container}`
}

function whose({ limit, memoryLimitBytes }: OutOfMemory, instance: string): string {
  switch (limit) {
    case 'container':
      return 'the container had used all of the memory that it was given'
    case 'instance':
      return memoryLimitBytes > 0
        ? `${instance} had used all of its ${formatBytes(memoryLimitBytes)} of memory`
        : `${instance} had used all of its memory`
    case 'machine':
      return 'this machine had no memory left for all of its instances'
  }
}
