import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Instance } from '../domain/instance.ts'
import { randomBase32 } from '../lib/random.ts'
import type { InstanceAccess, Provisioner } from '../ports/provisioner.ts'
import { instanceNameSchema, type SessionId } from '../protocol/ids.ts'
import { labEngineOptions } from '../testing/prepared-lab.ts'
import { outcomeInInstance } from '../testing/run-in-instance.ts'
import { connectLabEngine } from './lab-engine.ts'

/** The stand-ins for gcloud and az (images/instance/simulators), and the account in the shell. */
let provisioner: Provisioner
let access: InstanceAccess
let node: Instance
const sessionId = randomBase32(26) as SessionId
const ACCOUNT = {
  DOCKER_USERNAME: 'wise-otter-42',
  DOCKER_PASSWORD: 'correct-horse',
  GOOGLE_CLOUD_PROJECT: 'wise-otter-42',
  ACR_NAME: 'wiseotter42',
}

beforeAll(async () => {
  ;({ provisioner, access } = await connectLabEngine(await labEngineOptions('simulators-test')))
  const name = instanceNameSchema.parse('node1')
  const spec = { sessionId, name, hubMode: 'sandbox' as const, expiresAt: Date.now() + 600_000, env: ACCOUNT }
  const control = { signal: new AbortController().signal, onBooting: () => undefined }
  node = await provisioner.start(spec, control)
})
beforeEach(() => run('rm -f ~/.docker/config.json'))
afterAll(() => provisioner.destroySession(sessionId))

/** Exit code and output of a script in the instance. */
function run(script: string): Promise<string> {
  return outcomeInInstance(access, node, script)
}

test('gcloud registers its helper beside what Docker’s configuration has, and once', async () => {
  await run(`echo '{"auths": {"ghcr.io": {"auth": "eDp5"}}}' > ~/.docker/config.json`)
  expect(await run('gcloud auth configure-docker gcr.io,eu.gcr.io --quiet 2>&1')).toContain('file updated.')
  expect(await run('jq --compact-output . ~/.docker/config.json; stat -c %a ~/.docker/config.json')).toBe(
    '0: {"auths":{"ghcr.io":{"auth":"eDp5"}},"credHelpers":{"gcr.io":"gcloud","eu.gcr.io":"gcloud"}}\n600',
  )
  expect(await run('gcloud auth configure-docker gcr.io 2>&1')).toContain('already registered correctly.')
  expect(await run('gcloud auth configure-docker 2>&1')).toContain('"us.gcr.io": "gcloud"')
})

test('gcloud asks before it writes, at a terminal, and takes no for an answer', async () => {
  const atTerminal = (answer: string) =>
    run(`echo ${answer} | script --quiet --return --command 'gcloud auth configure-docker' /dev/null`)
  expect(await atTerminal('n')).toMatch(/^1: [^]*continue \(Y\/n\)\?[^]*Aborted/)
  expect(await run('test -e ~/.docker/config.json')).toBe('1: ')
  expect(await atTerminal('y')).toMatch(/^0: [^]*file updated\./)
})

test('gcloud leaves a broken configuration as it is and says so', async () => {
  await run(`echo '{ broken' > ~/.docker/config.json`)
  expect(await run('gcloud auth configure-docker --quiet 2>&1')).toMatch(/^1: [^]*is not valid JSON/)
  expect(await run('cat ~/.docker/config.json')).toBe('0: { broken')
})

test('gcloud knows the account, and tells what it is for all else', async () => {
  expect(await run('gcloud config get-value project')).toBe('0: wise-otter-42')
  expect(await run('gcloud auth print-access-token')).toBe('0: correct-horse')
  expect(await run('gcloud auth list')).toContain('wise-otter-42')
  expect(await run('gcloud --version')).toMatch(/stand-in/)
  expect(await run('gcloud compute instances list 2>&1')).toMatch(/^2: [^]*not the Google Cloud SDK/)
  expect(await run('gcloud auth list --format=json 2>&1')).toMatch(/^2: gcloud: the option --format=json/)
})

test('the credential helper speaks Docker’s protocol', async () => {
  const get = (host: string) => run(`printf %s ${host} | docker-credential-gcloud get`)
  const credentials = {
    ServerURL: 'https://eu.gcr.io',
    Username: 'oauth2accesstoken',
    Secret: 'correct-horse',
  }
  expect(await get('https://eu.gcr.io')).toBe(`0: ${JSON.stringify(credentials)}`)
  expect(await get('evil-gcr.io')).toBe('1: credentials not found in native keychain')
  expect(await run('docker-credential-gcloud list')).toContain('"https://gcr.io":"oauth2accesstoken"')
  expect(
    await run('echo "{}" | docker-credential-gcloud store; echo gcr.io | docker-credential-gcloud erase'),
  ).toBe('0: ')
  expect(await run('docker-credential-gcloud 2>&1')).toMatch(/^1: Usage/)
  expect(await run('printf gcr.io | env -i PATH="$PATH" docker-credential-gcloud get')).toContain(
    'correct-horse',
  )
})

test('az logs in at the registry, and it is the Hub that decides', async () => {
  // The Hub has no such account: an answer of its own, not one of the stand-in.
  expect(await run('az acr login --name WiseOtter42 2>&1')).toMatch(
    /^1: [^]*https:\/\/wiseotter42\.azurecr\.io\/v2\/.*unauthorized/,
  )
  expect(await run('az acr login -n wiseotter42 --expose-token 2>/dev/null | jq --compact-output .')).toBe(
    '0: {"accessToken":"correct-horse","loginServer":"wiseotter42.azurecr.io"}',
  )
})

test('az refuses what cannot be a registry’s name, and tells what it is for all else', async () => {
  for (const name of ['otter', 'a'.repeat(50)]) {
    expect(await run(`az acr login -t -n ${name} 2>/dev/null`)).toMatch(/^0: /)
  }
  for (const name of ['four', 'wise-otter', 'a'.repeat(51), "''"]) {
    expect(await run(`az acr login --name ${name} 2>&1`)).toMatch(/^2: ERROR/)
  }
  expect(await run('az acr login 2>&1')).toMatch(/^2: ERROR: .*required: --name/)
  expect(await run('az acr list 2>&1')).toMatch(/^2: [^]*not the Azure CLI[^]*wiseotter42/)
  expect(await run('az --version')).toMatch(/stand-in/)
})

test('a session without an account is told so', async () => {
  // What PID 1 has is the fallback; a name space of its own for processes has another PID 1.
  const without = (command: string) =>
    run(`env -u DOCKER_PASSWORD -u DOCKER_USERNAME unshare --pid --fork --mount-proc ${command} 2>&1`)
  expect(await without('gcloud auth print-access-token')).toMatch(/^1: gcloud: this session has no account/)
  expect(await without('az acr login -n wiseotter42')).toMatch(/^1: az: this session has no account/)
})

test('sudo keeps the account, and a login shell names it without its password', async () => {
  expect(await run('sudo sh -c \'echo "$DOCKER_USERNAME $ACR_NAME"\'')).toBe('0: wise-otter-42 wiseotter42')
  const greeting = await run('bash -lic true 2>/dev/null')
  expect(greeting).toContain('as wise-otter-42')
  expect(greeting).not.toContain('correct-horse')
})
