/**
 * Moments between two steps at which a crash must leave nothing behind. Tests end the broker at each
 * (server/testing/fault-point.ts takes this file's place for them, by a condition of package.json's `imports`, with
 * which `npm start` never runs); here it is nothing.
 */
export const FAULT_POINTS = [
  'open.stored',
  'create.network-without-hub',
  'create.network',
  'create.container',
  'create.started',
  'create.inner-engine',
  'delete.announced',
  'delete.container',
  'close.stored',
  'close.containers',
  'close.volumes',
  'close.network-without-hub',
  'close.network',
] as const
export type FaultPoint = (typeof FAULT_POINTS)[number]

export function faultPoint(_point: FaultPoint): void {
  // Nothing happens here.
}
