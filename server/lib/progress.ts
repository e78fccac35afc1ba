/** How a phase of set-up tells what it does. Where the work's size is known, `share` draws a bar. */
export interface Progress {
  /** One short line on what happens now. */
  say(text: string): void
  share(done: number, total: number, unit: 'steps' | 'bytes'): void
}

export const silentProgress: Progress = { say: () => undefined, share: () => undefined }
