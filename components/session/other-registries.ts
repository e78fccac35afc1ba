import type { HubAccount } from '../../server/protocol/hub.ts'

/** The one region that the lab's documents use; the Hub answers in each. */
const AWS_REGION = 'us-east-1'

export interface RegistryDetail {
  label: string
  value: string
  /** The shell's variable with this value. */
  variable?: string
  isSecret?: boolean
}

export interface OtherRegistry {
  title: string
  /** How one logs in, in a sentence. */
  login: string
  details: RegistryDetail[]
}

/** What the account is called at the registries other than docker.io. */
export function otherRegistries(account: HubAccount): OtherRegistry[] {
  const { username, password, awsAccountId, awsAccessKeyId, awsSecretAccessKey, azureRegistry } = account
  return [
    {
      title: 'GitHub · ghcr.io',
      login: 'The same user name; the password is the token.',
      details: [
        { label: 'GitHub user name', value: username, variable: '$GITHUB_USERNAME' },
        { label: 'GitHub token', value: password, variable: '$GITHUB_TOKEN', isSecret: true },
      ],
    },
    {
      title: 'GitLab · registry.gitlab.com',
      login: 'The same user name and password.',
      details: [{ label: 'GitLab group', value: username }],
    },
    {
      title: 'Google · gcr.io',
      login: 'gcloud auth configure-docker logs you in.',
      details: [{ label: 'Google project', value: username }],
    },
    {
      title: 'Amazon ECR',
      login: 'aws ecr get-login-password gives the password of the user AWS.',
      details: [
        { label: 'ECR host', value: `${awsAccountId}.dkr.ecr.${AWS_REGION}.amazonaws.com` },
        { label: 'AWS access key', value: awsAccessKeyId, variable: '$AWS_ACCESS_KEY_ID' },
        {
          label: 'AWS secret key',
          value: awsSecretAccessKey,
          variable: '$AWS_SECRET_ACCESS_KEY',
          isSecret: true,
        },
      ],
    },
    {
      title: 'Azure · azurecr.io',
      login: `az acr login --name ${azureRegistry} logs you in.`,
      details: [
        { label: 'Azure registry', value: azureRegistry },
        { label: 'Azure host', value: `${azureRegistry}.azurecr.io` },
      ],
    },
  ]
}
