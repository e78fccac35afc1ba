import { chmod, copyFile, rename, rm, stat } from 'node:fs/promises'
import { backup, DatabaseSync } from 'node:sqlite'
import { findDamage, moveAside } from './damaged-file.ts'
import { SCHEMA_VERSION } from './migrations.ts'

/** A file that is complete or not there: also when this is killed, or finds no room. */
const PARTIAL = '.partial'

/**
 * Copies a database that may be in use, as it is at one moment, and checks the copy. Resolves with its size in bytes.
 * It holds secrets, as the original does.
 */
export async function backUpDatabase(path: string, target: string): Promise<number> {
  const partial = target + PARTIAL
  await rm(partial, { force: true })
  const source = new DatabaseSync(path, { readOnly: true })
  try {
    await backup(source, partial)
    requireSound(partial)
    await chmod(partial, 0o600)
    await rename(partial, target)
  } finally {
    source.close()
    await rm(partial, { force: true })
  }
  return (await stat(target)).size
}

/**
 * Puts a backup in the place of the database, which nobody may have open. The present one is kept beside it: answers
 * with its new name.
 */
export async function restoreDatabase(file: string, path: string, now: Date): Promise<string | undefined> {
  requireSound(file)
  const partial = path + PARTIAL
  await copyFile(file, partial)
  await chmod(partial, 0o600)
  const isThere = await stat(path).then(
    () => true,
    () => false,
  )
  const aside = isThere ? moveAside(path, 'replaced', now) : undefined
  await rename(partial, path)
  return aside
}

function requireSound(path: string): void {
  const copy = new DatabaseSync(path, { readOnly: true })
  try {
    const damage = findDamage(copy)
    if (damage !== undefined) throw new Error(`${path} is damaged: ${damage}`)
    const { user_version: version } = copy.prepare('PRAGMA user_version').get() as { user_version: number }
    if (version === 0 || version > SCHEMA_VERSION) {
      throw new Error(`${path} is no backup that this version of Drydock can read.`)
    }
  } finally {
    copy.close()
  }
}
