import { CatalogError } from '../catalog/catalog-error.ts'
import { ContentError } from '../labs/content-problem.ts'
import { SetupError } from '../docker/setup/setup-error.ts'
import { PhaseError, seconds } from './run-phases.ts'

/** One block: what failed, why, what to do. */
export function explainFailure(error: unknown): string {
  if (error instanceof PhaseError) {
    return `\n✗ ${error.phase} (${seconds(error.elapsedMs)})\n${explainCause(error.cause)}`
  }
  return `\n✗ Drydock\n${explainCause(error)}`
}

function explainCause(error: unknown): string {
  if (error instanceof SetupError) return `${indent(error.message)}\n\n${indent(`→ ${error.advice}`)}\n`
  if (error instanceof CatalogError) {
    const advice = 'Correct the recipes in images/catalog; its README.md tells how they look.'
    return `${indent(error.message)}\n\n${indent(`→ ${advice}`)}\n`
  }
  if (error instanceof ContentError) {
    const advice = 'Correct the labs; `npm run check:content` looks at them alone.'
    return `${indent(error.message)}\n\n${indent(`→ ${advice}`)}\n`
  }
  const known = error instanceof Error ? EXPLAINED[(error as NodeJS.ErrnoException).code ?? ''] : undefined
  if (known) return `${indent((error as Error).message)}\n\n${indent(`→ ${known}`)}\n`
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `${indent(text)}\n\n${indent('→ This is not foreseen. `npm run doctor` shows the state of the machine.')}\n`
}

const EXPLAINED: Record<string, string | undefined> = {
  ENOSPC: 'The disk is full: free some space (`df -h`, `docker system df`) and start again.',
  EACCES: 'Start as root, or as the user who owns the path above.',
  EPERM: 'Start as root, or as the user who owns the path above.',
  EROFS: 'That file system is read-only: set DRYDOCK_DATA_DIR to a folder that can be written to.',
  ECONNREFUSED: 'The Docker Engine has stopped: start Drydock again.',
  EADDRINUSE: 'Another program has the port: end it, or choose one with PORT=….',
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ')
}
