/** What a shell says of itself by OSC 133; the instance's does, see `images/instance/bin/instance-shell.bash`. */
export type ShellMark =
  | { kind: 'prompt-started' }
  | { kind: 'prompt-ended' }
  | { kind: 'command-started' }
  /** Without a code when the shell does not tell it. */
  | { kind: 'command-ended'; exitCode: number | undefined }

export const SHELL_MARK_OSC = 133

/**
 * https://gitlab.freedesktop.org/Per_Bothner/specifications/blob/master/proposals/semantic-prompts.md
 * Undefined for anything else: any program may print anything.
 */
export function parseShellMark(data: string): ShellMark | undefined {
  const [letter = '', code = ''] = data.split(';', 2)
  switch (letter) {
    case 'A':
      return { kind: 'prompt-started' }
    case 'B':
      return { kind: 'prompt-ended' }
    case 'C':
      return { kind: 'command-started' }
    case 'D':
      return { kind: 'command-ended', exitCode: /^\d{1,3}$/.test(code) ? Number(code) : undefined }
    default:
      return undefined
  }
}
