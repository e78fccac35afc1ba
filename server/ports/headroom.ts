import type { Headroom } from '../domain/admission.ts'

/** Measures what the machine has left. */
export interface HeadroomMeter {
  /** Never rejects: what cannot be measured is null. Takes milliseconds. */
  read(): Promise<Headroom>
}
