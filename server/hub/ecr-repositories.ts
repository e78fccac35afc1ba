import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const fileSchema = z.array(z.object({ region: z.string(), name: z.string(), createdAt: z.number() }))
export type EcrRepository = z.infer<typeof fileSchema>[number]

/** More than anybody creates by hand. */
export const MAX_ECR_REPOSITORIES = 100

/**
 * Amazon takes a push only into a repository that was created before, which the real registry knows nothing of. One
 * small file for each account, on the Hub's volume.
 */
export class EcrRepositories {
  readonly #folder: string
  readonly #byAccount = new Map<string, Promise<EcrRepository[]>>()

  constructor(stateDir: string) {
    this.#folder = join(stateDir, 'ecr')
  }

  list(awsAccountId: string): Promise<EcrRepository[]> {
    let repositories = this.#byAccount.get(awsAccountId)
    if (!repositories) {
      repositories = this.#read(awsAccountId)
      this.#byAccount.set(awsAccountId, repositories)
    }
    return repositories
  }

  async has(awsAccountId: string, region: string, name: string): Promise<boolean> {
    const repositories = await this.list(awsAccountId)
    return repositories.some((repository) => repository.region === region && repository.name === name)
  }

  async replace(awsAccountId: string, repositories: EcrRepository[]): Promise<void> {
    this.#byAccount.set(awsAccountId, Promise.resolve(repositories))
    await mkdir(this.#folder, { recursive: true })
    const path = this.#path(awsAccountId)
    await writeFile(`${path}.new`, JSON.stringify(repositories))
    await rename(`${path}.new`, path)
  }

  async removeAccount(awsAccountId: string): Promise<void> {
    this.#byAccount.delete(awsAccountId)
    await rm(this.#path(awsAccountId), { force: true })
  }

  async #read(awsAccountId: string): Promise<EcrRepository[]> {
    const text = await readFile(this.#path(awsAccountId), 'utf8').catch(() => '[]')
    return fileSchema.parse(JSON.parse(text))
  }

  /** Account ids come from registry names, which have been matched as twelve digits. */
  #path(awsAccountId: string): string {
    return join(this.#folder, `${awsAccountId}.json`)
  }
}
