/**
 * The keystrokes that run a block: pasted as one piece where the program in the foreground can tell a paste from
 * typing, so that the shell sees a here-document or a loop whole; else line by line.
 */
export function typedBlock(code: string, shell: { isBracketing: boolean; isInterrupting: boolean }): string {
  const interrupt = shell.isInterrupting ? '\x03' : ''
  const lines = code.replace(/\n+$/, '')
  if (shell.isBracketing) return `${interrupt}\x1b[200~${lines}\x1b[201~\r`
  return `${interrupt}${lines.replaceAll('\n', '\r')}\r`
}
