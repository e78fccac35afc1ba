import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { catalogRequestSchema, type CatalogEntry, type CatalogRequest } from './control-protocol.ts'

/** What the catalogue's repositories are: set-up tells, and the Hub keeps it beside their content. */
export class CatalogIndex {
  readonly #file: string
  #key = ''
  #entries = new Map<string, CatalogEntry>()

  /** `stateDir` is on the Hub's volume. */
  static async open(stateDir: string): Promise<CatalogIndex> {
    await mkdir(stateDir, { recursive: true })
    const index = new CatalogIndex(join(stateDir, 'catalog.json'))
    const text = await readFile(index.#file, 'utf8').catch(() => undefined)
    if (text !== undefined) index.#use(catalogRequestSchema.parse(JSON.parse(text)))
    return index
  }

  constructor(file: string) {
    this.#file = file
  }

  get key(): string {
    return this.#key
  }

  /** `docker.io/library/nginx` */
  get(stored: string): CatalogEntry | undefined {
    return this.#entries.get(stored)
  }

  has(stored: string): boolean {
    return this.#entries.has(stored)
  }

  entries(): CatalogEntry[] {
    return [...this.#entries.values()]
  }

  async replace(request: CatalogRequest): Promise<void> {
    // Whole or not at all, also when the machine stops in between.
    await writeFile(`${this.#file}.new`, JSON.stringify(request))
    await rename(`${this.#file}.new`, this.#file)
    this.#use(request)
  }

  #use({ key, entries }: CatalogRequest): void {
    this.#key = key
    this.#entries = new Map(entries.map((entry) => [`${entry.host}/${entry.name}`, entry]))
  }
}
