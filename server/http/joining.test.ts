import { afterEach, expect, test } from 'vitest'
import { RATE_LIMITS } from '../domain/rate-limits.ts'
import { classViewSchema } from '../protocol/class.ts'
import { sessionViewSchema } from '../protocol/session.ts'
import { LEAD_MS } from '../protocol/limits.ts'
import { joinedSchema, MAX_SEATS } from '../protocol/workshop.ts'
import { RateLimits } from '../services/rate-limits.ts'
import { FIRST, startInstance } from '../testing/class-tabs.ts'
import { EXAMPLE_WORKSHOP } from '../testing/example-workshop.ts'
import { CLASS_COOKIES, codeOf, startClass, takeSeat, type ClassServer } from '../testing/open-class.ts'
import type { Answer } from '../testing/test-server.ts'

const { joinCode: code } = EXAMPLE_WORKSHOP
const HOUR_MS = 3_600_000
const servers: ClassServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server[Symbol.asyncDispose]()
})

async function start(...options: Parameters<typeof startClass>): Promise<ClassServer> {
  const server = await startClass(...options)
  servers.push(server)
  return server
}

function cookieOf({ headers }: Answer): string {
  return headers['set-cookie']![0]!.split(';')[0]!
}

function join(server: ClassServer, body: object, cookie = ''): Promise<Answer> {
  return server.send('POST', '/api/join', { headers: { cookie }, body: JSON.stringify({ code, ...body }) })
}

async function joined(server: ClassServer, body: object = {}) {
  const answer = await join(server, body)
  expect(answer.status).toBe(200)
  return { ...joinedSchema.parse(JSON.parse(answer.body)), cookie: cookieOf(answer) }
}

function keyOf(link: string): string {
  return link.slice(link.indexOf('#') + 1)
}

function lookUpLink(server: ClassServer, link: string, cookie = ''): Promise<Answer> {
  const body = JSON.stringify({ key: keyOf(link) })
  return server.send('POST', '/api/join/seat/lookup', { headers: { cookie }, body })
}

/** As the page of a personal link does. */
function enter(
  server: ClassServer,
  link: string,
  { cookie = '', headers = {}, isReplacing = false } = {},
): Promise<Answer> {
  const body = JSON.stringify({ key: keyOf(link), isReplacing })
  return server.send('POST', '/api/join/seat', { headers: { cookie, ...headers }, body })
}

function open(server: ClassServer, cookie: string): Promise<Answer> {
  return server.send('POST', '/api/session', { headers: { cookie }, body: '{}' })
}

async function classOf(server: ClassServer, cookie: string) {
  const { body } = await server.send('GET', '/api/class', { headers: { cookie } })
  return classViewSchema.nullable().parse((JSON.parse(body) as { class: unknown }).class)
}

test('a code tells what it leads to, however it is typed, and nothing of who is there', async () => {
  const server = await start()
  await joined(server, { name: 'Linus' })
  const answer = await server.send('POST', '/api/join/lookup', { body: '{"code":" 7k3m-q9tx "}' })
  expect(JSON.parse(answer.body)).toEqual({
    title: 'Registries',
    teachers: ['Instructor', 'Grace'],
    lab: 'lab',
    hub: 'sandbox',
    phase: 'open',
    startsAt: server.clock.now(),
    endsAt: server.clock.now() + 3 * HOUR_MS,
    freeSeats: 2,
    waiting: 0,
  })
})

test('who joins gets a seat, its cookie and a personal link, and a session of the seat', async () => {
  const server = await start({ sessionMinutes: 30 })
  const answer = await join(server, { name: '  Linus ' })
  expect(answer.headers['set-cookie']).toEqual([
    expect.stringMatching(/^drydock_seat=[\w-]{43}; .*HttpOnly.*SameSite=Strict/),
  ])
  const { name, status, position, path } = joinedSchema.parse(JSON.parse(answer.body))
  expect({ name, status, position, path }).toEqual({
    name: 'Linus',
    status: 'seated',
    position: null,
    path: '/labs/lab',
  })
  const opened = await open(server, cookieOf(answer))
  expect(opened.status).toBe(201)
  const session = sessionViewSchema.parse(JSON.parse(opened.body))
  expect(session).toMatchObject({ maxInstances: 2, expiresAt: server.clock.now() + 30 * 60_000 })
  const [row] = server.teaching.cockpit.rows(server.workshop)
  expect(row).toMatchObject({ name: 'Linus', status: 'working' })
})

test('a wrong code opens nothing, and nobody guesses for long', async () => {
  let now = 0
  const server = await start({}, { limits: new RateLimits(() => now) })
  const guess = (path: string) => server.send('POST', path, { body: '{"code":"ZZZZ-ZZZZ"}' })
  for (let count = 0; count < RATE_LIMITS['address.wrong-codes'].burst; count++) {
    const answer = await guess('/api/join/lookup')
    expect([answer.status, codeOf(answer)]).toEqual([404, 'WRONG_CODE'])
  }
  for (const path of ['/api/join/lookup', '/api/join']) {
    const answer = await guess(path)
    expect([answer.status, codeOf(answer)]).toEqual([429, 'RATE_LIMITED'])
  }
  // Those of the same school who have the right one get in.
  await joined(server)
  now += 60_000
  expect((await guess('/api/join')).status).toBe(404)
})

test('a class behind one address joins and opens its sessions all at once', async () => {
  const limits = new RateLimits(() => 0)
  const server = await start({ seats: MAX_SEATS }, { limits })
  // Visitors from the same address have used up what is theirs.
  for (let count = 0; count < RATE_LIMITS['address.opens'].burst; count++)
    limits.take('address.opens', '127.0.0.1')
  expect((await open(server, '')).status).toBe(429)
  const people = await Promise.all(Array.from({ length: MAX_SEATS }, () => joined(server)))
  const opened = await Promise.all(people.map(({ cookie }) => open(server, cookie)))
  expect(opened.map(({ status }) => status)).toEqual(Array(MAX_SEATS).fill(201))
})

test('nobody takes places for long, in whatever workshop; who has one gets it back', async () => {
  const limits = new RateLimits(() => 0)
  const server = await start({}, { limits })
  const { cookie } = await joined(server)
  for (let count = 1; count < RATE_LIMITS['address.joins'].burst; count++)
    limits.take('address.joins', '127.0.0.1')
  const refused = await join(server, {})
  expect([refused.status, codeOf(refused)]).toEqual([429, 'RATE_LIMITED'])
  expect((await join(server, {}, cookie)).status).toBe(200)
})

test('a seat’s session is not ended and opened again all the time', async () => {
  const server = await start({}, { limits: new RateLimits(() => 0) })
  const { cookie } = await joined(server)
  for (let count = 0; count < RATE_LIMITS['seat.opens'].burst; count++) {
    expect((await open(server, cookie)).status).toBe(201)
    await server.send('DELETE', '/api/session', { headers: { cookie } })
  }
  const refused = await open(server, cookie)
  expect([refused.status, codeOf(refused)]).toEqual([429, 'RATE_LIMITED'])
  expect((await open(server, (await joined(server)).cookie)).status).toBe(201)
})

test('what is no code is told so', async () => {
  const server = await start()
  for (const wrong of ['', '7K3M', 'U'.repeat(8), '7K3M-Q9TX-A', 'x'.repeat(500)]) {
    const answer = await server.send('POST', '/api/join', { body: JSON.stringify({ code: wrong }) })
    expect([answer.status, codeOf(answer)]).toEqual([400, 'BAD_REQUEST'])
  }
})

test('the personal link opens the same session in another browser', async () => {
  const server = await start()
  const { personalUrl, cookie } = await joined(server)
  const first = sessionViewSchema.parse(JSON.parse((await open(server, cookie)).body))
  expect(personalUrl).toMatch(/\/seat#[\w-]{43}$/)
  const link = await enter(server, personalUrl)
  expect([link.status, JSON.parse(link.body)]).toEqual([200, { path: '/labs/lab' }])
  // Of that browser, which has nothing else.
  const other = cookieOf(link)
  const opened = await open(server, `${other}; drydock_session=made-up`)
  expect([opened.status, opened.headers['set-cookie']]).toEqual([200, undefined])
  const read = await server.send('GET', '/api/session', { headers: { cookie: other } })
  expect(sessionViewSchema.parse(JSON.parse(read.body)).username).toBe(first.username)
  expect(await classOf(server, other)).toMatchObject({ personalUrl })
})

test('in that browser the timeline, the end and the last screens are the seat’s, too', async () => {
  const server = await start()
  const { personalUrl, cookie } = await joined(server)
  const opened = await open(server, cookie)
  const { username } = sessionViewSchema.parse(JSON.parse(opened.body))
  const other = cookieOf(await enter(server, personalUrl))
  const read = async (path: string) => {
    const answer = await server.send('GET', `/api/session/${path}`, { headers: { cookie: other } })
    return { status: answer.status, ...(JSON.parse(answer.body) as object) }
  }
  expect(await read('timeline')).toMatchObject({ status: 200, username, ended: null })
  const [session] = server.sessions.all()
  await startInstance(server, session!)
  await server.terminals.open(session!, FIRST)
  server.access.streams.at(-1)!.print('docker ps')
  await server.sessions.close(session!, 'idle')
  expect(await read('timeline')).toMatchObject({ status: 200, username, ended: { by: 'idle' } })
  expect(await read('end')).toMatchObject({ ended: { by: 'idle' } })
  expect(await read('last-screens')).toMatchObject({ screens: [{ text: 'docker ps' }] })
})

test('a made-up personal link gives no cookie, and nobody guesses for long', async () => {
  const server = await start({}, { limits: new RateLimits(() => 0) })
  for (let count = 0; count < RATE_LIMITS['address.wrong-secrets'].burst; count++) {
    const answer = await (count % 2 ? enter : lookUpLink)(server, '#made-up')
    expect([answer.status, codeOf(answer), answer.headers['set-cookie']]).toEqual([
      410,
      'SEAT_GONE',
      undefined,
    ])
  }
  expect((await enter(server, '#made-up')).status).toBe(429)
  expect((await enter(server, (await joined(server)).personalUrl)).status).toBe(200)
})

test('a personal link tells whose it is, and takes nobody out of their own place unasked', async () => {
  const server = await start()
  const linus = await joined(server, { name: 'Linus' })
  const ken = await joined(server, { name: 'Ken' })
  const visitor = { cookie: `drydock_session=${(await server.sessions.open()).token}` }
  const title = 'Registries'
  const heldBy = async ({ cookie }: { cookie: string }) => {
    const seen = JSON.parse((await lookUpLink(server, linus.personalUrl, cookie)).body) as { held: unknown }
    expect(seen).toMatchObject({ name: 'Linus', title })
    const { status, headers, body } = await enter(server, linus.personalUrl, { cookie })
    if (seen.held === null) expect(status).toBe(200)
    else {
      expect([status, headers['set-cookie']]).toEqual([409, undefined])
      expect(body).toContain('PLACE_HELD')
    }
    return seen.held
  }
  expect(await heldBy({ cookie: '' })).toBeNull()
  expect(await heldBy(linus)).toBeNull()
  expect(await heldBy(ken)).toEqual({ kind: 'seat', name: 'Ken', title })
  expect(await heldBy(visitor)).toEqual({ kind: 'session' })
  const taken = await enter(server, linus.personalUrl, { cookie: ken.cookie, isReplacing: true })
  expect(await classOf(server, cookieOf(taken))).toMatchObject({ name: 'Linus' })
  // A place in a workshop that is over is not worth a question.
  server.clock.advance(3 * HOUR_MS)
  expect(await heldBy(ken)).toBeNull()
})

test('another site’s page, or a picture in it, puts nobody in a place', async () => {
  const server = await start()
  const { personalUrl } = await joined(server)
  const elsewhere = { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' }
  const refused = await enter(server, personalUrl, { headers: elsewhere })
  expect([refused.status, codeOf(refused), refused.headers['set-cookie']]).toEqual([
    403,
    'ORIGIN_REFUSED',
    undefined,
  ])
  const key = new URL(personalUrl).hash.slice(1)
  const picture = await server.send('GET', `/api/join/seat?key=${key}`)
  expect([picture.status, picture.headers['set-cookie']]).toEqual([404, undefined])
})

test('a name is one person’s, whatever its case', async () => {
  const server = await start()
  await joined(server, { name: 'Linus' })
  const answer = await join(server, { name: 'LINUS' })
  expect([answer.status, codeOf(answer)]).toEqual([409, 'NAME_TAKEN'])
})

test('a name with look-alike letters of another alphabet poses as nobody', async () => {
  const server = await start()
  await joined(server, { name: 'Ada' })
  const answer = await join(server, { name: '\u0410da' })
  expect([answer.status, codeOf(answer)]).toEqual([400, 'BAD_REQUEST'])
  expect(answer.body).toContain('two alphabets')
})

test('the same browser keeps its seat when it joins again', async () => {
  const server = await start()
  const { cookie, personalUrl } = await joined(server, { name: 'Linus' })
  const again = await join(server, { name: 'Linus' }, cookie)
  expect(again.headers['set-cookie']).toBeUndefined()
  expect(JSON.parse(again.body)).toMatchObject({ name: 'Linus', personalUrl })
  expect(server.workshop.seats.size).toBe(1)
})

test('who leaves frees the place and the name, and their session ends', async () => {
  const server = await start({ seats: 1 })
  const { cookie } = await joined(server, { name: 'Linus' })
  await open(server, cookie)
  const waiting = await joined(server, { name: 'Ken' })
  expect(waiting).toMatchObject({ status: 'waiting', position: 1 })
  const refused = await open(server, waiting.cookie)
  expect([refused.status, codeOf(refused)]).toEqual([409, 'WORKSHOP_FULL'])
  const left = await server.send('DELETE', '/api/class', { headers: { cookie } })
  expect([left.status, left.headers['set-cookie']?.[0]]).toEqual([
    204,
    expect.stringMatching(/^drydock_seat=; /),
  ])
  expect(server.sessions.all()).toEqual([])
  expect(await classOf(server, cookie)).toBeNull()
  expect(await classOf(server, waiting.cookie)).toMatchObject({ status: 'seated', position: null })
  expect((await open(server, waiting.cookie)).status).toBe(201)
  expect(await joined(server, { name: 'Linus' })).toMatchObject({ status: 'waiting' })
})

test('without a seat there is no class, and nothing to leave', async () => {
  const server = await start()
  expect(await classOf(server, '')).toBeNull()
  const answer = await server.send('DELETE', '/api/class')
  expect([answer.status, codeOf(answer)]).toEqual([404, 'NO_SEAT'])
})

function raise(server: ClassServer, cookie: string, isRaised = true): Promise<Answer> {
  return server.send('PUT', '/api/class/hand', { headers: { cookie }, body: JSON.stringify({ isRaised }) })
}

test('a hand needs a seat, and no session; it is told where it stands, and taken down again', async () => {
  const server = await start()
  const nobody = await raise(server, '')
  expect([nobody.status, codeOf(nobody)]).toEqual([404, 'NO_SEAT'])
  const visitor = await raise(server, `drydock_session=${(await server.sessions.open()).token}`)
  expect([visitor.status, codeOf(visitor)]).toEqual([404, 'NO_SEAT'])
  const first = await joined(server)
  const second = await joined(server)
  expect((await raise(server, first.cookie)).status).toBe(200)
  const answer = JSON.parse((await raise(server, second.cookie)).body) as { class: unknown }
  expect(classViewSchema.parse(answer.class)).toMatchObject({
    hand: { position: 2 },
    personalUrl: second.personalUrl,
  })
  await raise(server, first.cookie, false)
  expect(await classOf(server, first.cookie)).toMatchObject({ hand: null })
  expect(await classOf(server, second.cookie)).toMatchObject({ hand: { position: 1 } })
})

test('before the doors open and after the end there is nobody to see a hand', async () => {
  const startsAt = 1_000_000 + HOUR_MS
  const server = await start({ startsAt, endsAt: startsAt + HOUR_MS })
  const { cookie } = await joined(server)
  const early = await raise(server, cookie)
  expect([early.status, codeOf(early)]).toEqual([409, 'WORKSHOP_NOT_OPEN'])
  server.clock.advance(HOUR_MS - LEAD_MS)
  expect((await raise(server, cookie)).status).toBe(200)
  server.clock.advance(LEAD_MS + HOUR_MS)
  const late = await raise(server, cookie)
  expect([late.status, codeOf(late)]).toEqual([410, 'WORKSHOP_ENDED'])
  expect((await raise(server, cookie, false)).status).toBe(200)
})

test('a hand that goes up and down all the time is told to wait', async () => {
  const server = await start({}, { limits: new RateLimits(() => 0) })
  const { cookie } = await joined(server)
  for (let count = 0; count < RATE_LIMITS['seat.hands'].burst; count++)
    expect((await raise(server, cookie)).status).toBe(200)
  const answer = await raise(server, cookie)
  expect([answer.status, codeOf(answer)]).toEqual([429, 'RATE_LIMITED'])
})

test('where only workshops are held, visitors get no session; those with a seat and instructors do', async () => {
  const server = await start({}, { isDropInOpen: false })
  const refused = await open(server, '')
  expect([refused.status, codeOf(refused)]).toEqual([403, 'DROP_IN_CLOSED'])
  expect((await open(server, 'drydock_seat=made-up')).status).toBe(403)
  expect((await open(server, (await joined(server)).cookie)).status).toBe(201)
  expect((await open(server, CLASS_COOKIES.coInstructor)).status).toBe(201)
})

test('before the start there is a seat and no session; after the end there is neither', async () => {
  const startsAt = 1_000_000 + HOUR_MS
  const server = await start({ startsAt, endsAt: startsAt + HOUR_MS })
  const { cookie } = await joined(server)
  const early = await open(server, cookie)
  expect([early.status, codeOf(early)]).toEqual([409, 'WORKSHOP_NOT_OPEN'])
  server.clock.advance(HOUR_MS - LEAD_MS)
  expect((await open(server, cookie)).status).toBe(201)
  server.clock.advance(LEAD_MS + HOUR_MS)
  server.teaching.times.tick()
  await expect.poll(() => server.sessions.all()).toEqual([])
  const late = await open(server, cookie)
  expect([late.status, codeOf(late)]).toEqual([410, 'WORKSHOP_ENDED'])
  const newcomer = await join(server, {})
  expect([newcomer.status, codeOf(newcomer)]).toEqual([410, 'WORKSHOP_ENDED'])
})

test('what others are asked, told and see of each other stays with them', async () => {
  const server = await start()
  const victim = await takeSeat(server, 'Linus')
  const { cookie } = await joined(server, { name: 'Ken' })
  const teacher = { instructor: server.teaching.instructors.host, session: undefined }
  const run = (command: Parameters<typeof server.teaching.commands.run>[2]) =>
    server.teaching.commands.run(server.workshop, teacher, command)
  await run({ type: 'send', to: victim.id, kind: 'hint', text: 'secret hint' })
  await run({ type: 'send', to: null, kind: 'message', text: 'for all' })
  server.teaching.classPart.raiseHand(victim.place, true)
  const seen = await classOf(server, cookie)
  expect(seen).toMatchObject({ notes: [{ text: 'for all', isPersonal: false }], hand: null })
  expect(JSON.stringify(seen)).not.toMatch(/Linus|secret hint/)
  expect(JSON.stringify(seen)).not.toContain(victim.id)
})
