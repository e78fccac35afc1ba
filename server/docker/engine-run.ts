import { stat } from 'node:fs/promises'

/** dockerd makes its socket anew at each start; an Engine tells of no other sign of one. */
export async function readEngineRun(socketPath: string): Promise<string> {
  const { ino, mtimeMs } = await stat(socketPath)
  return `${ino}-${Math.round(mtimeMs)}`
}
