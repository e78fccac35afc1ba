import { writeSync } from 'node:fs'
import type { FaultPoint } from '../lib/fault-point.ts'

/**
 * In place of server/lib/fault-point.ts in brokers of tests: ends the process as a crash does, at the point that
 * DRYDOCK_TEST_FAULT names, once SIGUSR2 has armed it (a broker's own start passes some points, too).
 */
let armed: string | undefined

process.on('SIGUSR2', () => {
  armed = process.env.DRYDOCK_TEST_FAULT
  writeSync(1, 'armed\n')
})

export function faultPoint(point: FaultPoint): void {
  if (point === armed) process.kill(process.pid, 'SIGKILL')
}
