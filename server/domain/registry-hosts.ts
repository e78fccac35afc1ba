/** The registries that the sandbox Hub answers as: their names, and who may use what there. */

/** Inside an instance these names and all below them lead to the Hub. */
export const HUB_DOMAINS = [
  'docker.io',
  'hub.docker.com',
  'gcr.io',
  'ghcr.io',
  'registry.gitlab.com',
  'amazonaws.com',
  'azurecr.io',
  // Where the catalogue's alpine gets its packages from.
  'dl-cdn.alpinelinux.org',
] as const

/** Regions of AWS that have ECR. A certificate's wildcard stands for one label, so each needs names of its own. */
export const AWS_REGIONS = [
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'ca-west-1', 'mx-central-1'],
  ...['sa-east-1', 'eu-central-1', 'eu-central-2', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-north-1'],
  ...['eu-south-1', 'eu-south-2', 'af-south-1', 'il-central-1', 'me-central-1', 'me-south-1'],
  ...['ap-east-1', 'ap-south-1', 'ap-south-2', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3'],
  ...['ap-southeast-1', 'ap-southeast-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5'],
] as const

/** The names that the Hub's certificate is for. */
export const HUB_CERTIFICATE_NAMES: string[] = [
  ...['docker.io', 'registry-1.docker.io', 'index.docker.io', 'auth.docker.io', 'hub.docker.com'],
  ...['gcr.io', '*.gcr.io', 'ghcr.io', 'registry.gitlab.com', '*.azurecr.io', 'dl-cdn.alpinelinux.org'],
  ...AWS_REGIONS.flatMap((region) => [
    `*.dkr.ecr.${region}.amazonaws.com`,
    `api.ecr.${region}.amazonaws.com`,
    `sts.${region}.amazonaws.com`,
  ]),
  'sts.amazonaws.com',
]
