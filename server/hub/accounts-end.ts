import type { AccountRecord } from './control-protocol.ts'
import type { HubServices } from './hub-services.ts'
import { placesOf } from './quota.ts'

/** Removes everything that an account has stored. Idempotent. The room comes free with the next collection. */
export async function removeAccountContent(
  {
    storage,
    uploads,
    quota,
    ecrRepositories,
  }: Pick<HubServices, 'storage' | 'uploads' | 'quota' | 'ecrRepositories'>,
  account: AccountRecord,
): Promise<void> {
  await uploads.cancelOf(account)
  for (const place of await placesOf(account, storage)) await storage.removeBelow(place)
  await ecrRepositories.removeAccount(account.awsAccountId)
  quota.forget(account)
}
