/** Every image of the catalogue is made for these. */
export const PLATFORMS = [
  { debian: 'amd64', apk: 'x86_64', oci: { architecture: 'amd64', os: 'linux' }, name: 'linux/amd64' },
  {
    debian: 'arm64',
    apk: 'aarch64',
    oci: { architecture: 'arm64', os: 'linux', variant: 'v8' },
    name: 'linux/arm64/v8',
  },
] as const

export type Platform = (typeof PLATFORMS)[number]
