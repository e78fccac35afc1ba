import { FIRST_TERMINAL } from '../protocol/ids.ts'
import type { HubSession } from './hub-session.ts'
import { TerminalOutput } from './terminal-output.ts'

/**
 * Types lines in the session's first terminal, each when the one before has led to its text; answers with all that
 * came. The shell is the participant's, and the same for each call.
 */
export async function typeInTerminal(
  { access, instance }: Pick<HubSession, 'access' | 'instance'>,
  turns: [line: string, expected: string][],
): Promise<string> {
  const size = { cols: 200, rows: 40 }
  await using stream = await access.openTerminal(instance.id, { number: FIRST_TERMINAL, size })
  const output = new TerminalOutput(stream)
  for (const [line, expected] of turns) {
    output.type(`${line}\r`)
    await output.until(expected)
  }
  return output.text
}
