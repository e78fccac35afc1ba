import type { HubModes } from '../../protocol/hub-mode.ts'

/** What set-up leaves on the machine, as the broker needs it. */
export interface SetupResult {
  /** Unix socket of the lab engine. */
  engineSocketPath: string
  /** Tag of the instance image on the lab engine. */
  instanceImage: string
  /** Tag of the Hub's image, on both Engines. */
  hubImage: string
  /** Those whose Hubs run on the lab engine; the broker attaches them to the networks of sessions. */
  hubModes: HubModes
  /** Unix socket over which the broker manages the sandbox Hub, where there is one. */
  hubSocketPath: string
  /** AppArmor profile of instances, which the host's kernel has; undefined: none. */
  appArmorProfile?: string | undefined
}
