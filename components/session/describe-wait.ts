import type { WaitingPlace } from '../../server/protocol/session.ts'

/** Where somebody is in the line. */
export function describePosition({ position }: Pick<WaitingPlace, 'position'>): string {
  return position === 1 ? 'You are next in line.' : `You are number ${position} in line.`
}

/** When the instance will be there, as far as anybody knows. */
export function describeWait({ estimateSeconds, isFull }: WaitingPlace): string {
  if (!isFull)
    return estimateSeconds === null ? 'It starts soon.' : `It takes about ${about(estimateSeconds)}.`
  if (estimateSeconds === null) return 'The lab is full. Your instance starts when somebody leaves.'
  return `The lab is full. It takes about ${about(estimateSeconds)}, or less when somebody leaves early.`
}

function about(seconds: number): string {
  if (seconds < 60) return `${seconds} seconds`
  const minutes = Math.round(seconds / 60)
  return minutes === 1 ? 'a minute' : `${minutes} minutes`
}
