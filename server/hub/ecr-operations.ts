import { z } from 'zod'
import { AwsError } from './aws-error.ts'
import type { AccountRecord } from './control-protocol.ts'
import { MAX_ECR_REPOSITORIES, type EcrRepository } from './ecr-repositories.ts'
import type { HubServices } from './hub-services.ts'
import { ECR_TOKEN_SECONDS } from './limits.ts'
import { isRepositoryName } from './registry-route.ts'

interface AwsCaller {
  account: AccountRecord
  region: string
}

type Operation = (services: HubServices, caller: AwsCaller, input: unknown) => Promise<object>

/** The calls that a registry lab needs; the forms are those of the original. */
export const ECR_OPERATIONS: Partial<Record<string, Operation>> = {
  GetAuthorizationToken: async ({ tokens }, { account, region }) => {
    const password = await tokens.issueEcrPassword(account.username)
    return {
      authorizationData: [
        {
          authorizationToken: Buffer.from(`AWS:${password}`).toString('base64'),
          expiresAt: Math.floor(Date.now() / 1000) + ECR_TOKEN_SECONDS,
          proxyEndpoint: `https://${hostOf(account, region)}`,
        },
      ],
    }
  },

  CreateRepository: async ({ ecrRepositories }, { account, region }, input) => {
    const { repositoryName: name } = parse(z.object({ repositoryName: z.string() }), input)
    if (name.length < 2 || !isRepositoryName(name)) {
      throw new AwsError(
        'InvalidParameterException',
        `Invalid repositoryName: '${name}'. Lower-case letters, digits, and - _ . / between them.`,
      )
    }
    const existing = await ecrRepositories.list(account.awsAccountId)
    if (existing.some((repository) => repository.region === region && repository.name === name)) {
      throw new AwsError(
        'RepositoryAlreadyExistsException',
        `The repository with name '${name}' already exists in the registry with id '${account.awsAccountId}'`,
      )
    }
    if (existing.length >= MAX_ECR_REPOSITORIES) {
      throw new AwsError(
        'LimitExceededException',
        `This lab has room for ${MAX_ECR_REPOSITORIES} repositories.`,
      )
    }
    const repository = { region, name, createdAt: Date.now() }
    await ecrRepositories.replace(account.awsAccountId, [...existing, repository])
    return { repository: describe(account, repository) }
  },

  DescribeRepositories: async (services, caller, input) => {
    const { repositoryNames } = parse(z.object({ repositoryNames: z.array(z.string()).optional() }), input)
    const all = await inRegion(services, caller)
    for (const name of repositoryNames ?? []) find(all, caller, name)
    const wanted = all.filter(({ name }) => repositoryNames?.includes(name) ?? true)
    return { repositories: wanted.map((repository) => describe(caller.account, repository)) }
  },

  DeleteRepository: async (services, caller, input) => {
    const schema = z.object({ repositoryName: z.string(), force: z.boolean().optional() })
    const { repositoryName, force } = parse(schema, input)
    const { account, region } = caller
    const repository = find(await inRegion(services, caller), caller, repositoryName)
    const stored = `${hostOf(account, region)}/${repositoryName}`
    const { manifests } = await services.storage.links(stored)
    if (manifests.length > 0 && !force) {
      throw new AwsError(
        'RepositoryNotEmptyException',
        `The repository with name '${repositoryName}' still contains images; --force deletes them, too`,
      )
    }
    const all = await services.ecrRepositories.list(account.awsAccountId)
    await services.ecrRepositories.replace(
      account.awsAccountId,
      all.filter((other) => other !== repository),
    )
    // `app` may go while `app/worker` stays.
    await services.storage.removeOnly(stored)
    services.quota.forget(account)
    return { repository: describe(account, repository) }
  },

  ListImages: async (services, caller, input) => {
    const { repositoryName } = parse(z.object({ repositoryName: z.string() }), input)
    find(await inRegion(services, caller), caller, repositoryName)
    const tags = await services.storage.tags(`${hostOf(caller.account, caller.region)}/${repositoryName}`)
    return { imageIds: tags.map(({ name, digest }) => ({ imageDigest: digest, imageTag: name })) }
  },
}

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new AwsError('InvalidParameterException', z.prettifyError(parsed.error))
}

async function inRegion(
  { ecrRepositories }: HubServices,
  { account, region }: AwsCaller,
): Promise<EcrRepository[]> {
  const all = await ecrRepositories.list(account.awsAccountId)
  return all.filter((repository) => repository.region === region)
}

function find(repositories: EcrRepository[], { account }: AwsCaller, wanted: string): EcrRepository {
  const found = repositories.find(({ name }) => name === wanted)
  if (found) return found
  throw new AwsError(
    'RepositoryNotFoundException',
    `The repository with name '${wanted}' does not exist in the registry with id '${account.awsAccountId}'`,
  )
}

function hostOf({ awsAccountId }: AccountRecord, region: string): string {
  return `${awsAccountId}.dkr.ecr.${region}.amazonaws.com`
}

function describe(account: AccountRecord, { region, name, createdAt }: EcrRepository): object {
  return {
    repositoryArn: `arn:aws:ecr:${region}:${account.awsAccountId}:repository/${name}`,
    registryId: account.awsAccountId,
    repositoryName: name,
    repositoryUri: `${hostOf(account, region)}/${name}`,
    createdAt: createdAt / 1000,
    imageTagMutability: 'MUTABLE',
    imageScanningConfiguration: { scanOnPush: false },
    encryptionConfiguration: { encryptionType: 'AES256' },
  }
}
