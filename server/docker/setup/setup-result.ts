/** What set-up leaves on the machine, as the broker needs it. */
export interface SetupResult {
  /** Unix socket of the lab engine. */
  engineSocketPath: string
  /** Tag of the instance image on the lab engine. */
  instanceImage: string
  /** Name of the Hub's container on the lab engine; the broker attaches it to each session's network. */
  hubContainer: string
  /** Tag of the Hub's image, on both Engines. */
  hubImage: string
  hubMode: 'sandbox' | 'live'
  /** Unix socket over which the broker manages the Hub. */
  hubSocketPath: string
  /** AppArmor profile of instances, which the host's kernel has; undefined: none. */
  appArmorProfile?: string | undefined
}
