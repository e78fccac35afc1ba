/** More is not listened to; it can be read with the keys of the screen reader, or copied. */
const MAX_LINES = 5
const MAX_OUTPUT_CHARACTERS = 500
const MAX_COMMAND_CHARACTERS = 120

/** What a screen reader says when a command has ended. */
export function describeCommand({
  text,
  exitCode,
  output,
}: {
  text: string
  exitCode: number | undefined
  output: string
}): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  const last = lines.slice(-MAX_LINES).join('\n').slice(-MAX_OUTPUT_CHARACTERS)
  const parts = [`${nameCommand(text)} ${describeOutcome(exitCode)}.`]
  if (lines.length === 0) parts.push('No output.')
  if (lines.length > MAX_LINES) parts.push(`${lines.length} lines of output, the last ${MAX_LINES}:`)
  return [parts.join(' '), last].filter(Boolean).join('\n')
}

export function describeOutcome(exitCode: number | undefined): string {
  if (exitCode === undefined) return 'ended'
  return exitCode === 0 ? 'succeeded' : `failed with exit code ${exitCode}`
}

/** Its first line, and not all of a long one. */
export function nameCommand(text: string): string {
  const [line = ''] = text.split('\n', 1)
  if (line === '') return 'Command'
  return line.length > MAX_COMMAND_CHARACTERS ? `${line.slice(0, MAX_COMMAND_CHARACTERS)} …` : line
}
