import type { FakeTerminalStream } from '../../server/testing/fake-access.ts'

/** Three keys a second: somebody who types without a pause, so that each tile of a wall changes all the time. */
const MEAN_PAUSE_MS = 330
const LINE = 'docker container list --all'
/** With the marks and the colours of an instance's prompt (images/instance/bin/instance-shell.bash). */
const PROMPT = '\x1b]133;A\x07\x1b[1;36m[node1]\x1b[0m \x1b[34m~\x1b[0m $ \x1b]133;B\x07'
const TABLE = Array.from({ length: 12 }, (_, index) => {
  const id = (0x3f1c9a2b7d00 + index * 7919).toString(16)
  return `${id}   registry:2   "/entrypoint.sh /etc…"   ${index + 2} minutes ago   Up ${index + 2} minutes   \x1b[32mhealthy\x1b[0m`
}).join('\r\n')

/** A shell that shows what somebody types into it, and what the command prints, at the speed of people. */
export class PlayedShell {
  readonly #stream: FakeTerminalStream
  #typed = 0

  constructor(stream: FakeTerminalStream) {
    this.#stream = stream
    stream.print(PROMPT)
  }

  /** Of the time that has passed since the last call. */
  tick(passedMs: number): void {
    if (this.#stream.isClosed || Math.random() > passedMs / MEAN_PAUSE_MS) return
    if (this.#typed < LINE.length) return this.#stream.print(LINE[this.#typed++]!)
    this.#typed = 0
    this.#stream.print(`\r\n\x1b]133;C\x07${TABLE}\r\n\x1b]133;D;0\x07${PROMPT}`)
  }
}
