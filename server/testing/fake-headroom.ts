import type { Headroom } from '../domain/admission.ts'
import type { HeadroomMeter } from '../ports/headroom.ts'

/** A machine as roomy as the test says. */
export class FakeHeadroom implements HeadroomMeter {
  headroom: Headroom = { memoryBytes: null, diskBytes: null, cpu: null }

  async read(): Promise<Headroom> {
    return this.headroom
  }
}
