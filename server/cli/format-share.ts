const WIDTH = 20
const MB = 1e6

/** `███████░░░░░░░░░░░░░  35 %  210/600 MB` */
export function formatShare(done: number, total: number, unit: 'steps' | 'bytes'): string {
  const ratio = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0
  const filled = Math.round(ratio * WIDTH)
  const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled)
  const amount = unit === 'bytes' ? `${inMb(done)}/${inMb(total)} MB` : `${done}/${total}`
  return `${bar} ${String(Math.floor(ratio * 100)).padStart(3)} %  ${amount}`
}

function inMb(bytes: number): string {
  return (bytes / MB).toFixed(bytes < 10 * MB ? 1 : 0)
}
