/**
 * What a terminal says by itself when a program asks it: device attributes and states, cursor position, modes,
 * window size, focus, and strings (colours, settings). Keys look different; only Shift+F3 looks like a position.
 * https://invisible-island.net/xterm/ctlseqs/ctlseqs.html
 */
const ANSWER = /^\x1b(?:\[[?>=]?[\d;]*(?:[cnRt]|\$y)|\[[IO]$|[\]P][^]{2,})/

export function isTerminalAnswer(text: string): boolean {
  return ANSWER.test(text)
}
