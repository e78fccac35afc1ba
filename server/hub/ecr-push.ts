import type { Exchange } from './exchange.ts'
import type { HubServices } from './hub-services.ts'
import { RegistryError } from './registry-errors.ts'

/** Amazon knows only repositories that were created before. Throws NAME_UNKNOWN in its words. */
export async function requireEcrRepository(
  { ecrRepositories }: Pick<HubServices, 'ecrRepositories'>,
  { caller }: Exchange,
  name: string,
): Promise<void> {
  const { registry, account } = caller
  // Whoever has not signed in, or to another account, is told that first.
  if (!account || registry.awsAccountId !== account.awsAccountId) return
  const region = registry.host.split('.')[3]!
  if (await ecrRepositories.has(account.awsAccountId, region, name)) return
  const message =
    `The repository with name '${name}' does not exist in the registry with id '${account.awsAccountId}'` +
    ` in ${region}; \`aws ecr create-repository --repository-name ${name}\` creates it`
  throw new RegistryError('NAME_UNKNOWN', { message })
}
