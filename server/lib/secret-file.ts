import { rename, writeFile } from 'node:fs/promises'

/** For the user that the broker runs as, and nobody else. */
const SECRET_MODE = 0o600

/** Writes a file that only its owner may read, whatever was there before and whatever its mode was. */
export async function writeSecretFile(path: string, text: string): Promise<void> {
  const fresh = `${path}.${process.pid}`
  await writeFile(fresh, `${text}\n`, { mode: SECRET_MODE, flag: 'w' })
  await rename(fresh, path)
}
