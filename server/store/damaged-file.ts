import { existsSync, renameSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'

/** Write-ahead log and its index: parts of the database, whatever becomes of it. */
const PARTS = ['', '-wal', '-shm']

/** What is wrong with the file; undefined: nothing. Also when it is no database at all. */
export function findDamage(sqlite: DatabaseSync): string | undefined {
  try {
    const row = sqlite.prepare('PRAGMA quick_check(1)').get() as { quick_check: string }
    return row.quick_check === 'ok' ? undefined : row.quick_check
  } catch (error) {
    if (isCorrupt(error)) return error instanceof Error ? error.message : String(error)
    throw error
  }
}

/** Gives the file another name, beside the old one; nothing is deleted. Answers with that name. */
export function moveAside(path: string, why: 'damaged' | 'replaced', at: Date): string {
  const stamp = at.toISOString().replace(/[:.]/g, '-')
  const aside = `${path}.${why}-${stamp}`
  for (const part of PARTS) if (existsSync(path + part)) renameSync(path + part, aside + part)
  return aside
}

/** SQLITE_CORRUPT, SQLITE_NOTADB. */
function isCorrupt(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && [11, 26].includes(Number(error.errcode) & 0xff)
}
