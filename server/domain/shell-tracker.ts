/**
 * Follows a shell by the marks in its output: OSC 133 (`D` when a command has ended, `A` at a prompt, `C` when a
 * command starts; https://gitlab.freedesktop.org/Per_Bothner/specifications) and mode 2004 (bracketed paste).
 * The instance's bash sends them (images/instance). Without marks a shell counts as idle.
 */
const MARK = /\x1b(?:\]133;([ACD])(?:;(\d+))?[^\x07\x1b]*(?:\x07|\x1b\\)|\[\?2004([hl]))/g
/** Longer than any mark: what is kept of one chunk so that a mark cut in two is found with the next. */
const LONGEST_MARK = 64

export class ShellTracker {
  #rest = ''
  #isBusy = false
  #isAtPrompt = false
  #isBracketing = false
  #exitCode: number | undefined

  /** A command is running: what is typed goes to it, not to the shell. */
  get isBusy(): boolean {
    return this.#isBusy
  }

  /** The shell has shown its prompt, and no command has started since. */
  get isAtPrompt(): boolean {
    return this.#isAtPrompt
  }

  /** Of the last command that has ended; undefined before the first. */
  get exitCode(): number | undefined {
    return this.#exitCode
  }

  /** The program in the foreground asked for bracketed paste. */
  get isBracketing(): boolean {
    return this.#isBracketing
  }

  /** Returns true when the shell is back at its prompt after a command. */
  observe(chunk: Uint8Array): boolean {
    if (this.#rest === '' && !chunk.includes(0x1b)) return false
    const text = this.#rest + latin1(chunk)
    let hasPrompted = false
    let parsedTo = 0
    for (const match of text.matchAll(MARK)) {
      parsedTo = match.index + match[0].length
      const [, mark, exitCode, paste] = match
      if (mark === 'C') {
        this.#isBusy = true
        this.#isAtPrompt = false
      } else if (mark === 'D') {
        // More commands may follow in the same paste: only a prompt says that all have ended.
        this.#exitCode = Number(exitCode ?? 0)
      } else if (mark === 'A') {
        hasPrompted ||= this.#isBusy
        this.#isBusy = false
        this.#isAtPrompt = true
      } else this.#isBracketing = paste === 'h'
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
