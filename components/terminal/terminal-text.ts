import type { Terminal } from '@xterm/xterm'

/** Scrollback and screen as text; a line that was wrapped for want of width is one line. */
export function readTerminalText({ buffer }: Pick<Terminal, 'buffer'>): string {
  const { active } = buffer
  const lines: string[] = []
  for (let row = 0; row < active.length; row++) {
    const line = active.getLine(row)
    const isContinued = active.getLine(row + 1)?.isWrapped ?? false
    const text = line?.translateToString(!isContinued) ?? ''
    if (line?.isWrapped && lines.length > 0) lines.push(lines.pop()! + text)
    else lines.push(text)
  }
  return lines.join('\n').trimEnd()
}
