import { sql } from 'kysely'
import { beforeEach, expect, test, vi } from 'vitest'
import type * as PasswordHash from '../lib/password-hash.ts'
import { EXAMPLE_WORKSHOP } from '../testing/example-workshop.ts'
import { createLabBench, INSTRUCTOR_TOKEN } from '../testing/lab-bench.ts'
import { Instructors, SIGNED_IN_MS } from './instructors.ts'

/** Counts what costs time; what it computes is as it is. */
const derivations = vi.hoisted(() => ({ count: 0 }))
vi.mock('../lib/password-hash.ts', async (original) => {
  const real = await original<typeof PasswordHash>()
  const counting =
    <Rest extends unknown[], Result>(derive: (...rest: Rest) => Result) =>
    (...rest: Rest): Result => {
      derivations.count++
      return derive(...rest)
    }
  return { hashPassword: counting(real.hashPassword), verifyPassword: counting(real.verifyPassword) }
})
beforeEach(() => {
  derivations.count = 0
})

const password = 'a password of hers'

async function open() {
  const bench = createLabBench()
  const { instructors } = bench.teaching
  await instructors.restore()
  return { ...bench, instructors }
}

type Bench = Awaited<ReturnType<typeof open>>

async function restarted({ instructorStore: store, clock }: Bench): Promise<Instructors> {
  const instructors = new Instructors({ store, clock, hostToken: INSTRUCTOR_TOKEN })
  await instructors.restore()
  return instructors
}

async function invited({ instructors }: Bench, name = 'Ada') {
  return instructors.accept((await instructors.invite(null)).key, { name, password })
}

test('the printed link is the host’s, from the first start on', async () => {
  const bench = await open()
  const { instructors } = bench
  expect(instructors.byToken(INSTRUCTOR_TOKEN)).toBe(instructors.host)
  expect(instructors.byToken(`${INSTRUCTOR_TOKEN}x`)).toBeUndefined()
  expect(instructors.byToken('')).toBeUndefined()
  await instructors.change(instructors.host, { name: 'Grace', password }, INSTRUCTOR_TOKEN)
  expect((await restarted(bench)).host).toMatchObject({ name: 'Grace' })
})

test('who signs in is known by a cookie that is kept nowhere, for a week', async () => {
  const bench = await open()
  const { instructor } = await invited(bench)
  const signedIn = await bench.instructors.signIn('ADA', password)
  expect(signedIn.instructor).toEqual(instructor)
  expect(bench.instructors.byToken(signedIn.token)).toEqual(instructor)
  const kept = JSON.stringify([await bench.instructorStore.all(), await bench.instructorStore.signIns()])
  expect(kept).not.toContain(signedIn.token)
  expect(kept).not.toContain(password)
  bench.clock.advance(SIGNED_IN_MS - 1)
  expect((await restarted(bench)).byToken(signedIn.token)).toEqual(instructor)
  bench.clock.advance(1)
  expect(bench.instructors.byToken(signedIn.token)).toBeUndefined()
})

test('a wrong password, an unknown name and one without a password cost the same', async () => {
  const bench = await open()
  await invited(bench)
  for (const name of ['Ada', 'Nobody', bench.instructors.host.name]) {
    derivations.count = 0
    await expect(bench.instructors.signIn(name, 'wrong')).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    expect([name, derivations.count]).toEqual([name, 1])
  }
})

test('who has signed out is not known, also after a restart', async () => {
  const bench = await open()
  const { token } = await invited(bench)
  await bench.instructors.signOut(token)
  await bench.instructors.signOut(token)
  expect(bench.instructors.byToken(token)).toBeUndefined()
  expect((await restarted(bench)).byToken(token)).toBeUndefined()
})

test('an invitation makes one instructor, of the workshop that it is for', async () => {
  const { instructors, instructorStore, workshopStore } = await open()
  await workshopStore.save(EXAMPLE_WORKSHOP)
  const workshopId = EXAMPLE_WORKSHOP.id
  const { key } = await instructors.invite(workshopId)
  const results = await Promise.allSettled(
    ['Ada', 'Grace'].map((name) => instructors.accept(key, { name, password })),
  )
  expect(results).toMatchObject([
    { status: 'fulfilled', value: { workshopId } },
    { status: 'rejected', reason: { code: 'INVITATION_USED' } },
  ])
  expect((await instructorStore.all()).map(({ name }) => name).sort()).toEqual(['Ada', 'Instructor'])
})

test('an invitation holds for a week, and outlasts a name that is taken', async () => {
  const { instructors, clock } = await open()
  const { key, expiresAt } = await instructors.invite(null)
  await expect(instructors.accept(key, { name: 'instructor', password })).rejects.toMatchObject({
    code: 'NAME_TAKEN',
  })
  expect(expiresAt).toBe(clock.now() + 7 * 24 * 3_600_000)
  clock.advance(expiresAt - clock.now() + 1)
  await expect(instructors.acceptSignedIn(key, () => false)).rejects.toMatchObject({
    code: 'INVITATION_USED',
  })
})

test('nobody takes another’s name; one’s own can be written anew', async () => {
  const bench = await open()
  const { instructor, token } = await invited(bench)
  const { instructors } = bench
  const taken = instructors.change(instructor, { name: 'INSTRUCTOR', password }, token)
  await expect(taken).rejects.toMatchObject({ code: 'NAME_TAKEN' })
  await instructors.change(instructor, { name: 'ada', password: 'another password' }, token)
  expect(instructors.nameOf(instructor.id)).toBe('ada')
  await expect(instructors.signIn('Ada', password)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
  await expect(instructors.signIn('Ada', 'another password')).resolves.toMatchObject({
    instructor: { id: instructor.id },
  })
})

test('a new password ends all sign-ins of its owner but the one that asks', async () => {
  const bench = await open()
  const { instructors } = bench
  const { instructor, token } = await invited(bench)
  const { token: stranger } = await invited(bench, 'Grace')
  const { token: asking } = await instructors.signIn('Ada', password)
  await instructors.change(instructor, { name: 'Ada', password: 'another password' }, asking)
  for (const { byToken } of [instructors, await restarted(bench)].map((one) => ({
    byToken: (of: string) => one.byToken(of)?.name,
  })))
    expect([token, asking, stranger, INSTRUCTOR_TOKEN].map(byToken)).toEqual([
      undefined,
      'Ada',
      'Grace',
      'Instructor',
    ])
})

test('the printed link holds when the host sets a password, and ends the host’s other sign-ins', async () => {
  const { instructors } = await open()
  const change = (next: string) =>
    instructors.change(instructors.host, { name: 'Host', password: next }, INSTRUCTOR_TOKEN)
  await change(password)
  const { token } = await instructors.signIn('Host', password)
  await change('another password')
  expect(instructors.byToken(token)).toBeUndefined()
  expect(instructors.byToken(INSTRUCTOR_TOKEN)).toBe(instructors.host)
})

test('a new name alone changes no password and ends no sign-in, whatever is changed at the same time', async () => {
  const bench = await open()
  const { instructors } = bench
  const { instructor, token } = await invited(bench)
  const { token: asking } = await instructors.signIn('Ada', password)
  await instructors.change(instructor, { name: 'Countess' }, asking)
  expect(instructors.byToken(token)?.name).toBe('Countess')
  await Promise.all([
    instructors.change(instructor, { name: 'Countess', password: 'another password' }, asking),
    instructors.change(instructor, { name: 'Lovelace' }, asking),
  ])
  await expect(instructors.signIn('Lovelace', 'another password')).resolves.toMatchObject({
    instructor: { id: instructor.id },
  })
})

test('who signs in while the password is changed does not stay', async () => {
  const bench = await open()
  const { instructors } = bench
  const { instructor, token } = await invited(bench)
  const [, late] = await Promise.allSettled([
    instructors.change(instructor, { name: 'Ada', password: 'another password' }, token),
    instructors.signIn('Ada', password),
  ])
  // Whichever was first: it is not known now.
  if (late.status === 'fulfilled') expect(instructors.byToken(late.value.token)).toBeUndefined()
  else expect(late.reason).toMatchObject({ code: 'WRONG_PASSWORD' })
  expect(await bench.instructorStore.signIns()).toHaveLength(1)
})

test('who has no invitation does not learn which names instructors have', async () => {
  const { instructors } = await open()
  for (const name of ['Instructor', 'Nobody']) {
    const used = { code: 'INVITATION_USED' }
    await expect(instructors.accept('made-up', { name, password })).rejects.toMatchObject(used)
    await expect(instructors.checkInvitation('made-up', name)).rejects.toMatchObject(used)
  }
})

test('while sign-ins cannot be ended no password is changed, and nobody counts as signed out', async () => {
  const bench = await open()
  const { instructors, database } = bench
  const { instructor, token } = await invited(bench)
  await sql`CREATE TRIGGER full_disk BEFORE DELETE ON sign_ins BEGIN SELECT RAISE(ABORT, 'full'); END`.execute(
    database,
  )
  const { token: asking } = await instructors.signIn('Ada', password)
  const change = { name: 'Ada', password: 'another password' }
  await expect(instructors.change(instructor, change, asking)).rejects.toThrow('full')
  await expect(instructors.signOut(token)).rejects.toThrow('full')
  await expect(instructors.signIn('Ada', password)).resolves.toMatchObject({ instructor })
  expect(instructors.byToken(token)).toEqual(instructor)
  await sql`DROP TRIGGER full_disk`.execute(database)
  await instructors.signOut(token)
  expect((await restarted(bench)).byToken(token)).toBeUndefined()
})
