import type { EventEmitter } from 'node:events'
import type { Logger } from '../lib/logger.ts'
import type { Accounts } from './accounts.ts'
import type { CatalogIndex } from './catalog-index.ts'
import type { Collector } from './collector.ts'
import type { HubPush } from './control-protocol.ts'
import type { EcrRepositories } from './ecr-repositories.ts'
import type { PullMeter } from './pull-meter.ts'
import type { Quota } from './quota.ts'
import type { Storage } from './storage.ts'
import type { Tokens } from './tokens.ts'
import type { Uploads } from './uploads.ts'
import type { Upstream } from './upstream.ts'

/** What the handlers of requests work with; `start-hub.ts` builds it. */
export interface HubServices {
  accounts: Accounts
  catalog: CatalogIndex
  tokens: Tokens
  storage: Storage
  quota: Quota
  upstream: Upstream
  uploads: Uploads
  collector: Collector
  ecrRepositories: EcrRepositories
  pullMeter: PullMeter
  pushes: EventEmitter<{ push: [HubPush] }>
  log: Logger
}
