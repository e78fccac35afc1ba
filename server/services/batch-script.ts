/** One script that runs several, each on its own: an exec into an instance costs more than most checks do. */

export interface BatchLimits {
  /** Of each script. */
  timeoutSeconds: number
  /** Of each script's output; the newest is kept. */
  maxOutputBytes: number
}

export interface BatchResult {
  exitCode: number
  output: string
}

/** `timeout` ends with these when it had to end the script (its manual; 128 + SIGKILL). */
const TIMEOUT_EXIT_CODES = new Set([124, 137])

/** Scripts and outputs travel in base64, so that none can break out of its place or imitate a result. */
export function batchScript(
  scripts: readonly string[],
  { timeoutSeconds, maxOutputBytes }: BatchLimits,
): string {
  const calls = scripts.map((script) => `run ${Buffer.from(script).toString('base64')}`)
  return [
    'run() {',
    '  output=$(base64 -d <<<"$1" | timeout --kill-after=1 ' +
      `${timeoutSeconds} bash -s 2>&1 | tail -c ${maxOutputBytes} | base64 -w 0; exit "\${PIPESTATUS[1]}")`,
    '  echo "$? $output"',
    '}',
    ...calls,
  ].join('\n')
}

/** In the order of the scripts; `undefined` for one that was cut off, and for those after a batch that broke. */
export function readBatch(output: string, count: number): (BatchResult | undefined)[] {
  const lines = output.split('\n')
  return Array.from({ length: count }, (_, index) => {
    const [, code, text] = /^(\d+) ([A-Za-z0-9+/=]*)$/.exec(lines[index] ?? '') ?? []
    if (code === undefined || TIMEOUT_EXIT_CODES.has(Number(code))) return undefined
    return { exitCode: Number(code), output: Buffer.from(text!, 'base64').toString('utf8') }
  })
}
