import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { MAX_PASSKEYS, PASSKEY_CHALLENGE_MS } from '../protocol/passkey.ts'
import { createLabBench, INSTRUCTOR_TOKEN } from '../testing/lab-bench.ts'
import { SoftwareAuthenticator } from '../testing/software-authenticator.ts'
import { Instructors } from './instructors.ts'
import { PasskeyChallenges } from './passkey-challenges.ts'
import { Passkeys } from './passkeys.ts'

/** The bench's public address. */
const HERE = { origin: 'http://localhost:3000' }
const PREVIEW = { origin: 'http://80--node1--key.localhost:3000' }
const refused = { code: 'PASSKEY_REFUSED' }
const tooLate = { code: 'PASSKEY_TOO_LATE' }

async function open() {
  const bench = createLabBench()
  await bench.teaching.restore()
  const { instructors, passkeys } = bench.teaching
  return { ...bench, instructors, passkeys }
}

type Bench = Awaited<ReturnType<typeof open>>

/** An instructor who has nothing but a passkey. */
async function invited({ instructors, passkeys }: Bench, name = 'Ada') {
  const authenticator = new SoftwareAuthenticator()
  const { key } = await instructors.invite(null)
  const asked = await passkeys.askToAccept({ key, name })
  const accepted = await passkeys.accept({ key, name, passkey: authenticator.create(asked, HERE) })
  return { ...accepted, authenticator }
}

async function added({ passkeys, instructors }: Bench, instructor = instructors.host, name = 'Phone') {
  const authenticator = new SoftwareAuthenticator()
  await passkeys.add(instructor, {
    name,
    passkey: authenticator.create(passkeys.askToAdd(instructor), HERE),
  })
  return authenticator
}

function signIn({ passkeys }: Bench, authenticator: SoftwareAuthenticator, ceremony = HERE) {
  return passkeys.signIn(authenticator.use(passkeys.askToSignIn(), ceremony))
}

async function restarted({ instructorStore, passkeyStore: store, clock }: Bench) {
  const instructors = new Instructors({ store: instructorStore, clock, hostToken: INSTRUCTOR_TOKEN })
  await instructors.restore()
  const challenges = new PasskeyChallenges(clock)
  const publicUrl = new URL(HERE.origin)
  const passkeys = new Passkeys({ store, instructors, challenges, clock, publicUrl })
  await passkeys.restore()
  return { instructors, passkeys }
}

test('who accepts an invitation with a passkey signs in with it, also after a restart', async () => {
  const bench = await open()
  const { instructor, token, authenticator } = await invited(bench)
  expect(instructor).toMatchObject({ name: 'Ada', passwordHash: null })
  expect(bench.instructors.byToken(token)).toEqual(instructor)
  const again = await restarted(bench)
  const request = again.passkeys.askToSignIn()
  const signedIn = await again.passkeys.signIn(authenticator.use(request, HERE))
  expect(signedIn.instructor).toEqual(instructor)
  expect(again.instructors.byToken(signedIn.token)).toEqual(instructor)
})

test('the host adds passkeys of one account, and no authenticator makes two', async () => {
  const bench = await open()
  const { passkeys, instructors, clock } = bench
  const first = await added(bench)
  const asked = passkeys.askToAdd(instructors.host)
  expect(asked).toMatchObject({
    rp: { id: 'localhost' },
    user: { id: first.userHandle, name: 'Instructor' },
    excludeCredentials: [{ type: 'public-key', id: first.credentialId }],
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const second = await added(bench, instructors.host, 'Key ring')
  clock.advance(1_000)
  expect((await signIn(bench, second)).instructor).toEqual(instructors.host)
  expect(passkeys.of('host')).toMatchObject([
    { name: 'Phone', lastUsedAt: null },
    { name: 'Key ring', lastUsedAt: clock.now() },
  ])
})

test('what is made or used on another page of the domain, such as a preview, is refused', async () => {
  const bench = await open()
  const { passkeys, instructors } = bench
  const authenticator = await added(bench)
  for (const origin of [PREVIEW.origin, 'http://localhost:8080', 'https://localhost:3000'])
    await expect(signIn(bench, authenticator, { origin })).rejects.toMatchObject(refused)
  const passkey = new SoftwareAuthenticator().create(passkeys.askToAdd(instructors.host), PREVIEW)
  await expect(passkeys.add(instructors.host, { name: 'Phone', passkey })).rejects.toMatchObject(refused)
  expect(passkeys.of('host')).toHaveLength(1)
})

test('a passkey of another domain is refused', async () => {
  const bench = await open()
  const authenticator = await added(bench)
  const { challenge } = bench.passkeys.askToSignIn()
  const used = authenticator.use({ challenge, rpId: 'evil.example' }, HERE)
  await expect(bench.passkeys.signIn(used)).rejects.toMatchObject(refused)
})

test('an answer is taken once, and in time', async () => {
  const bench = await open()
  const { passkeys, instructors, clock } = bench
  const authenticator = await added(bench)
  const used = authenticator.use(passkeys.askToSignIn(), HERE)
  await passkeys.signIn(used)
  await expect(passkeys.signIn(used)).rejects.toMatchObject(tooLate)
  const late = authenticator.use(passkeys.askToSignIn(), HERE)
  const passkey = new SoftwareAuthenticator().create(passkeys.askToAdd(instructors.host), HERE)
  clock.advance(PASSKEY_CHALLENGE_MS)
  await expect(passkeys.signIn(late)).rejects.toMatchObject(tooLate)
  await expect(passkeys.add(instructors.host, { name: 'Late', passkey })).rejects.toMatchObject(tooLate)
})

test('an answer to a challenge that was never asked is refused', async () => {
  const bench = await open()
  const authenticator = await added(bench)
  const used = authenticator.use({ challenge: 'made-up', rpId: 'localhost' }, HERE)
  await expect(bench.passkeys.signIn(used)).rejects.toMatchObject(tooLate)
  for (const text of ['', '{}', 'null', '{"challenge":7}', '\u0000']) {
    const clientDataJSON = Buffer.from(text).toString('base64url')
    await expect(bench.passkeys.signIn({ ...used, clientDataJSON })).rejects.toMatchObject(refused)
  }
})

test('a signature of another key is refused, and so is another’s account', async () => {
  const bench = await open()
  const { passkeys } = bench
  const host = await added(bench)
  const { authenticator: ada } = await invited(bench)
  const forged = ada.use(passkeys.askToSignIn(), HERE)
  await expect(passkeys.signIn({ ...forged, id: host.credentialId })).rejects.toMatchObject(refused)
  const both = { id: host.credentialId, userHandle: host.userHandle }
  const forgedWhole = { ...ada.use(passkeys.askToSignIn(), HERE), ...both }
  await expect(passkeys.signIn(forgedWhole)).rejects.toMatchObject(refused)
  // Rightly signed by Ada's, for the host.
  const forHost = { ...ada.use(passkeys.askToSignIn(), HERE), userHandle: host.userHandle }
  await expect(passkeys.signIn(forHost)).rejects.toMatchObject(refused)
  expect((await signIn(bench, ada)).instructor.name).toBe('Ada')
})

test('an authenticator that nobody has unlocked is refused', async () => {
  const bench = await open()
  const { passkeys, instructors } = bench
  const authenticator = await added(bench)
  const locked = { ...HERE, isVerified: false }
  await expect(signIn(bench, authenticator, locked)).rejects.toMatchObject(refused)
  const passkey = new SoftwareAuthenticator().create(passkeys.askToAdd(instructors.host), locked)
  await expect(passkeys.add(instructors.host, { name: 'Found', passkey })).rejects.toMatchObject(refused)
})

test('the count of uses is kept, and a copy of an authenticator is found out by it', async () => {
  const bench = await open()
  const authenticator = await added(bench)
  authenticator.counter = 5
  await signIn(bench, authenticator)
  expect((await bench.passkeyStore.all())[0]!.counter).toBe(5)
  await expect(signIn(bench, authenticator)).rejects.toMatchObject(refused)
  authenticator.counter = 6
  await signIn(bench, authenticator)
})

test('a passkey that was removed signs nobody in', async () => {
  const bench = await open()
  const { passkeys, instructors } = bench
  const authenticator = await added(bench)
  const used = authenticator.use(passkeys.askToSignIn(), HERE)
  await passkeys.remove(instructors.host, passkeys.of('host')[0]!.id, INSTRUCTOR_TOKEN)
  await expect(passkeys.signIn(used)).rejects.toMatchObject(refused)
  expect((await restarted(bench)).passkeys.of('host')).toEqual([])
})

test('removing a passkey ends all other sign-ins of its owner', async () => {
  const bench = await open()
  const { instructor, authenticator, token } = await invited(bench)
  const stranger = await invited(bench, 'Grace')
  await added(bench, instructor)
  const { token: asking } = await signIn(bench, authenticator)
  await bench.passkeys.remove(instructor, bench.passkeys.of(instructor.id)[1]!.id, asking)
  for (const { byToken } of [bench, await restarted(bench)].map((one) => ({
    byToken: (of: string) => one.instructors.byToken(of)?.name,
  })))
    expect([token, asking, stranger.token, INSTRUCTOR_TOKEN].map(byToken)).toEqual([
      undefined,
      'Ada',
      'Grace',
      'Instructor',
    ])
})

test('nobody removes another’s passkey, nor adds one to another’s account', async () => {
  const bench = await open()
  const { passkeys, instructors } = bench
  await added(bench)
  const { instructor, token } = await invited(bench)
  await added(bench, instructor)
  const id = passkeys.of('host')[0]!.id
  await expect(passkeys.remove(instructor, id, token)).rejects.toMatchObject({ code: 'PASSKEY_NOT_FOUND' })
  const passkey = new SoftwareAuthenticator().create(passkeys.askToAdd(instructors.host), HERE)
  await expect(passkeys.add(instructor, { name: 'Phone', passkey })).rejects.toMatchObject(refused)
  expect(passkeys.of('host')).toHaveLength(1)
})

test('an account keeps one way in; the host has the printed link', async () => {
  const bench = await open()
  const { passkeys, instructors } = bench
  const { instructor, token } = await invited(bench)
  const remove = () => passkeys.remove(instructor, passkeys.of(instructor.id)[0]!.id, token)
  await expect(remove()).rejects.toMatchObject({ code: 'LAST_WAY_IN' })
  await added(bench, instructor)
  // One of two at once.
  const [first, second] = passkeys.of(instructor.id).map(({ id }) => passkeys.remove(instructor, id, token))
  await first
  await expect(second).rejects.toMatchObject({ code: 'LAST_WAY_IN' })
  await instructors.change(instructor, { name: 'Ada', password: 'a password of hers' }, token)
  await remove()
  await added(bench)
  await passkeys.remove(instructors.host, passkeys.of('host')[0]!.id, INSTRUCTOR_TOKEN)
})

test('an account has so many passkeys, and each is one account’s', async () => {
  const bench = await open()
  const { passkeys, instructors } = bench
  const { instructor } = await invited(bench)
  const authenticator = await added(bench)
  const passkey = authenticator.create(passkeys.askToAdd(instructor), HERE)
  await expect(passkeys.add(instructor, { name: 'Same', passkey })).rejects.toMatchObject({
    code: 'PASSKEY_KNOWN',
  })
  const last = passkeys.askToAdd(instructors.host)
  for (let count = 1; count < MAX_PASSKEYS; count++) await added(bench)
  expect(() => passkeys.askToAdd(instructors.host)).toThrow(
    expect.objectContaining({ code: 'PASSKEY_LIMIT' }),
  )
  const more = { name: 'More', passkey: new SoftwareAuthenticator().create(last, HERE) }
  await expect(passkeys.add(instructors.host, more)).rejects.toMatchObject({ code: 'PASSKEY_LIMIT' })
})

test('a passkey is made for an invitation that holds and a name that is free, and used for no other', async () => {
  const bench = await open()
  const { passkeys, instructors, clock } = bench
  const { key, expiresAt } = await instructors.invite(null)
  const { key: other } = await instructors.invite(null)
  await expect(passkeys.askToAccept({ key, name: 'instructor' })).rejects.toMatchObject({
    code: 'NAME_TAKEN',
  })
  await expect(passkeys.askToAccept({ key: 'made-up', name: 'Ada' })).rejects.toMatchObject({
    code: 'INVITATION_USED',
  })
  const passkey = new SoftwareAuthenticator().create(await passkeys.askToAccept({ key, name: 'Ada' }), HERE)
  await expect(passkeys.accept({ key: other, name: 'Ada', passkey })).rejects.toMatchObject(refused)
  clock.advance(expiresAt - clock.now() + 1)
  await expect(passkeys.askToAccept({ key, name: 'Ada' })).rejects.toMatchObject({ code: 'INVITATION_USED' })
  expect(await bench.passkeyStore.all()).toEqual([])
  expect(await bench.instructorStore.all()).toHaveLength(1)
})

test.each(['instructors', 'passkeys', 'sign_ins'])(
  'an invitation that cannot be accepted, as %s cannot be written, leaves nothing and is still good',
  async (table) => {
    const bench = await open()
    const { passkeys, instructors, database } = bench
    const { key } = await instructors.invite(null)
    const accept = async () => {
      const asked = await passkeys.askToAccept({ key, name: 'Ada' })
      return passkeys.accept({ key, name: 'Ada', passkey: new SoftwareAuthenticator().create(asked, HERE) })
    }
    const isFull = sql.raw(
      `CREATE TRIGGER full_disk BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'full'); END`,
    )
    await sql`${isFull}`.execute(database)
    await expect(accept()).rejects.toThrow('full')
    expect(await bench.instructorStore.all()).toHaveLength(1)
    expect(await bench.passkeyStore.all()).toEqual([])
    await sql`DROP TRIGGER full_disk`.execute(database)
    const { instructor, token } = await accept()
    expect(instructors.byToken(token)).toEqual(instructor)
    expect(passkeys.of(instructor.id)).toHaveLength(1)
  },
)

test('a passkey whose sign-ins cannot be ended stays, and is removed by the next try', async () => {
  const bench = await open()
  const { passkeys, instructors, database } = bench
  await added(bench)
  await instructors.admit(instructors.host)
  const remove = () => passkeys.remove(instructors.host, passkeys.of('host')[0]!.id, INSTRUCTOR_TOKEN)
  await sql`CREATE TRIGGER full_disk BEFORE DELETE ON sign_ins BEGIN SELECT RAISE(ABORT, 'full'); END`.execute(
    database,
  )
  await expect(remove()).rejects.toThrow('full')
  expect(passkeys.of('host')).toHaveLength(1)
  await sql`DROP TRIGGER full_disk`.execute(database)
  await remove()
  expect([passkeys.of('host'), await bench.instructorStore.signIns()]).toEqual([[], []])
})
