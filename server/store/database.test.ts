import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { backUpDatabase, restoreDatabase } from './backup.ts'
import { openDatabase } from './database.ts'
import { SqliteSessionStore } from './sqlite-session-store.ts'
import { SettingsStore } from './settings.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-store-'))
  path = join(folder, 'drydock.db')
})
afterEach(() => rm(folder, { recursive: true }))

async function writeSetting(value: string): Promise<void> {
  const database = openDatabase(path)
  await new SettingsStore(database).write('fact', value)
  await database.destroy()
}

async function readSetting(): Promise<string | undefined> {
  const database = openDatabase(path)
  const value = await new SettingsStore(database).read('fact')
  await database.destroy()
  return value
}

test('whatever was acknowledged survives kill -9 in the middle of writes, time and again', async () => {
  const acknowledged: string[] = []
  for (const count of [1, 40, 150]) {
    const child = spawn(process.execPath, [join(import.meta.dirname, '../testing/write-rows.ts'), path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const closed = once(child, 'close')
    let lines = 0
    for await (const id of createInterface({ input: child.stdout })) {
      acknowledged.push(id)
      if (++lines === count) child.kill('SIGKILL')
    }
    await closed
  }
  const database = openDatabase(path)
  const kept = new Set((await new SqliteSessionStore(database).open()).map(({ id }) => id as string))
  await database.destroy()
  expect(acknowledged.length).toBeGreaterThanOrEqual(191)
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([])
})

test('a damaged file is moved aside, and the message names both and says what to do', async () => {
  await writeSetting('kept')
  const bytes = await readFile(path)
  bytes.fill(0xaa, 4096, 4096 * 3)
  await writeFile(path, bytes)
  expect(() => openDatabase(path)).toThrow(
    /is damaged[^]*drydock\.db\.damaged-[^]*npm run backup -- --restore/,
  )
  const aside = (await readdir(folder)).find((name) => name.startsWith('drydock.db.damaged-'))!
  expect(await readFile(join(folder, aside))).toEqual(bytes)
  // The start after that begins anew.
  expect(await readSetting()).toBeUndefined()
})

test('what is no database at all is kept, too', async () => {
  await writeFile(path, 'these are notes'.repeat(100))
  expect(() => openDatabase(path)).toThrow(/is damaged/)
  expect((await readdir(folder)).filter((name) => name.includes('.damaged-'))).toHaveLength(1)
})

test('a database of a newer version is refused and left as it is', async () => {
  await writeSetting('kept')
  const raw = new DatabaseSync(path)
  raw.exec('PRAGMA user_version = 999')
  raw.close()
  expect(() => openDatabase(path)).toThrow(/newer version of Drydock/)
  expect(await readdir(folder)).toContain('drydock.db')
})

test('a migration that fails leaves the version and the tables of before', () => {
  const raw = new DatabaseSync(path)
  // The second migration will find its table there.
  raw.exec('CREATE TABLE variables (other TEXT)')
  raw.close()
  expect(() => openDatabase(path)).toThrow(/variables/)
  const after = new DatabaseSync(path)
  expect(after.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 })
  after.exec('DROP TABLE variables')
  after.close()
  void openDatabase(path).destroy()
})

test('a store without room says so, keeps what it has, and works again when there is room', async () => {
  const database = openDatabase(path)
  const settings = new SettingsStore(database)
  await settings.write('fact', 'kept')
  const { rows } = await sqlPragma(database, 'page_count')
  await sqlPragma(database, `max_page_count = ${rows[0]!.page_count}`)
  const large = 'x'.repeat(100_000)
  await expect(settings.write('other', large)).rejects.toMatchObject({ code: 'STORAGE_FULL' })
  await expect(settings.write('other', large)).rejects.toMatchObject({ code: 'STORAGE_FULL' })
  expect(await settings.read('fact')).toBe('kept')
  await sqlPragma(database, 'max_page_count = 1000000')
  await settings.write('other', large)
  expect(await settings.read('other')).toBe(large)
  await database.destroy()
})

test('a backup of a database in use is whole, private, and comes back; the one before is kept', async () => {
  const database = openDatabase(path)
  await new SettingsStore(database).write('fact', 'saved')
  const file = join(folder, 'copy.db')
  expect(await backUpDatabase(path, file)).toBeGreaterThan(0)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  await new SettingsStore(database).write('fact', 'later')
  await database.destroy()

  const aside = await restoreDatabase(file, path, new Date())
  expect(await readSetting()).toBe('saved')
  expect(aside).toContain('.replaced-')
  await writeFile(file, 'no database'.repeat(100))
  await expect(restoreDatabase(file, path, new Date())).rejects.toThrow(/damaged/)
  expect(await readSetting()).toBe('saved')
})

async function sqlPragma(database: ReturnType<typeof openDatabase>, pragma: string) {
  const { sql } = await import('kysely')
  return sql<Record<string, number>>`${sql.raw(`PRAGMA ${pragma}`)}`.execute(database)
}
