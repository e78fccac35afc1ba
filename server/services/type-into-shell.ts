import { fillVariables } from '../domain/variables.ts'
import type { VariableValues } from '../protocol/variables.ts'
import { typedBlock } from '../domain/typed-block.ts'
import type { Block } from '../domain/lab.ts'
import { LabError } from '../protocol/errors.ts'
import type { Terminal } from './terminal.ts'

/** Types a block of the lab. Throws TERMINAL_BUSY, NOTHING_ASKS or VARIABLE_MISSING. */
export function typeBlock(terminal: Terminal, block: Block, values: VariableValues): void {
  const { isBusy } = terminal.shell.state
  if (block.isAnswer) {
    if (!isBusy) throw new LabError('NOTHING_ASKS')
    return write(terminal, `${filled(block.code, values)}\r`)
  }
  if (isBusy && !block.isInterrupting) throw new LabError('TERMINAL_BUSY')
  typeCommands(terminal, block.code, values, { isInterrupting: isBusy && block.isInterrupting })
}

/** Types commands as one paste. Throws TERMINAL_BUSY or VARIABLE_MISSING. */
export function typeCommands(
  terminal: Terminal,
  code: string,
  values: VariableValues,
  { isInterrupting } = { isInterrupting: false },
): void {
  const { isBusy, isBracketing } = terminal.shell.state
  if (isBusy && !isInterrupting) throw new LabError('TERMINAL_BUSY')
  write(terminal, typedBlock(filled(code, values), { isBracketing, isInterrupting }))
}

/** The same, and waits until the shell is back at its prompt. Answers with the last command's exit code. */
export async function playCommands(
  terminal: Terminal,
  { code, values, signal }: { code: string; values: VariableValues; signal: AbortSignal },
): Promise<number> {
  await terminal.shell.atPrompt(signal)
  const ended = terminal.shell.commandEnded(signal)
  // Its own rejection reaches the caller; this one only if nothing was typed.
  ended.catch(() => undefined)
  typeCommands(terminal, code, values)
  await ended
  return terminal.shell.state.exitCode ?? 0
}

function filled(code: string, values: VariableValues): string {
  const result = fillVariables(code, values)
  if (result.ok) return result.text
  throw new LabError('VARIABLE_MISSING', {
    detail: `The value of {{${result.missing}}} is not known yet: an earlier step finds it, or asks for it.`,
  })
}

function write(terminal: Terminal, keys: string): void {
  terminal.write(new TextEncoder().encode(keys))
}
