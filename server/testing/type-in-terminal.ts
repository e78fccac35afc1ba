import type { HubSession } from './hub-session.ts'

const PATIENCE_MS = 30_000

/**
 * Types lines in the session's shell, each when the one before has led to its text; answers with all that came.
 * The shell is the participant's, and the same for each call.
 */
export async function typeInTerminal(
  { access, instance }: Pick<HubSession, 'access' | 'instance'>,
  turns: [line: string, expected: string][],
): Promise<string> {
  await using stream = await access.openTerminal(instance.id, { cols: 200, rows: 40 })
  let output = ''
  let unread = 0
  let wake = (): void => undefined
  stream.onData((bytes) => {
    output += Buffer.from(bytes).toString()
    wake()
  })
  const late = AbortSignal.timeout(PATIENCE_MS)
  late.addEventListener('abort', () => wake())
  for (const [line, expected] of turns) {
    stream.write(Buffer.from(`${line}\r`))
    const isThere = () => output.indexOf(expected, unread) >= 0
    while (!isThere()) {
      if (late.aborted) throw new Error(`no "${expected}" within ${PATIENCE_MS} ms:\n${output}`)
      await new Promise<void>((resolve) => (wake = resolve))
    }
    unread = output.indexOf(expected, unread) + expected.length
  }
  return output
}
