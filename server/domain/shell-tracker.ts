/**
 * Follows a shell by the marks in its output: OSC 133 (`D` when a command has ended, `A` at a prompt, `C` when a
 * command starts; https://gitlab.freedesktop.org/Per_Bothner/specifications) and mode 2004 (bracketed paste).
 * The instance's bash sends them (images/instance). Without marks a shell counts as idle.
 */
const MARK = /\x1b(?:\]133;([ACD])[^\x07\x1b]*(?:\x07|\x1b\\)|\[\?2004([hl]))/g
/** Longer than any mark: what is kept of one chunk so that a mark cut in two is found with the next. */
const LONGEST_MARK = 64

export class ShellTracker {
  #rest = ''
  #isBusy = false
  #isBracketing = false

  /** A command is running: what is typed goes to it, not to the shell. */
  get isBusy(): boolean {
    return this.#isBusy
  }

  /** The program in the foreground asked for bracketed paste. */
  get isBracketing(): boolean {
    return this.#isBracketing
  }

  /** Returns true when a command has ended in this output: the shell is back at its prompt. */
  observe(chunk: Uint8Array): boolean {
    if (this.#rest === '' && !chunk.includes(0x1b)) return false
    const text = this.#rest + latin1(chunk)
    let hasPrompted = false
    let parsedTo = 0
    for (const match of text.matchAll(MARK)) {
      parsedTo = match.index + match[0].length
      if (match[1] === 'C') this.#isBusy = true
      else if (match[1] !== undefined) {
        hasPrompted ||= this.#isBusy
        this.#isBusy = false
      } else this.#isBracketing = match[2] === 'h'
    }
    const tail = text.slice(Math.max(parsedTo, text.length - LONGEST_MARK))
    const escape = tail.indexOf('\x1b')
    this.#rest = escape === -1 ? '' : tail.slice(escape)
    return hasPrompted
  }
}

/** One character a byte: marks are ASCII, and other bytes only need to keep their places. */
function latin1(bytes: Uint8Array): string {
  let text = ''
  for (let from = 0; from < bytes.length; from += 8192) {
    text += String.fromCharCode(...bytes.subarray(from, from + 8192))
  }
  return text
}
