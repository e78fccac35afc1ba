import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHubSessions, type HubSession, type HubSessions } from '../testing/hub-session.ts'
import { typeInTerminal } from '../testing/type-in-terminal.ts'

/**
 * Parts 2 to 7 and the exercises of the registry lab, as its text has them; only digests and placeholders are
 * replaced, and what would page or show progress is the same command.
 */
let lab: HubSessions | undefined
let run: HubSession['run']
let fail: HubSession['fail']
let session: HubSession
let username: string

beforeAll(async () => {
  lab = await startHubSessions('lab-commands-test', { count: 1 })
  session = lab.sessions[0]!
  ;({ run, fail } = session)
  username = session.account.username
})

afterAll(() => lab?.[Symbol.asyncDispose]())

/** The rows of a table, as fields that are two or more spaces apart; without its header. */
function rowsOf(table: string): string[][] {
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trimEnd().split(/\s{2,}/))
}

describe('Part 2: docker search', () => {
  test('finds images by name, the official one first', async () => {
    const table = await run('docker search nginx')
    expect(table).toMatch(/^NAME +DESCRIPTION +STARS +OFFICIAL/)
    const rows = rowsOf(table)
    expect(rows[0]![0]).toBe('nginx')
    expect(rows[0]!.at(-1)).toBe('[OK]')
    expect(rows.length).toBeGreaterThan(1)
    expect(rows.filter((row) => row.at(-1) === '[OK]')).toHaveLength(1)
  })

  test('--limit', async () => {
    const all = rowsOf(await run('docker search nginx'))
    expect(rowsOf(await run('docker search --limit 5 nginx'))).toEqual(all.slice(0, 5))
    expect(rowsOf(await run('docker search --limit 2 nginx'))).toEqual(all.slice(0, 2))
  })

  test('--filter stars=100', async () => {
    const stars = async (filter: string) =>
      (await run(`docker search ${filter} --format '{{.StarCount}}' nginx`)).split('\n').map(Number)
    expect(Math.min(...(await stars('--filter stars=100')))).toBeGreaterThanOrEqual(100)
    expect(await stars('--filter stars=1000')).toHaveLength(1)
    expect((await stars('')).length).toBeGreaterThan(1)
  })

  test('--filter is-official=true', async () => {
    const rows = rowsOf(await run('docker search --filter is-official=true database'))
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.every((row) => row.at(-1) === '[OK]')).toBe(true)
  })
})

describe('Parts 3 and 4: docker image pull', () => {
  test('the latest tag, by its short and its whole name', async () => {
    expect(await run('docker image pull nginx')).toContain('Downloaded newer image for nginx:latest')
    expect(await run('docker image pull docker.io/library/nginx:latest')).toContain('Image is up to date')
  })

  test('a tag, from docker.io and from gcr.io', async () => {
    expect(await run('docker image pull nginx:1.25-alpine')).toContain(
      '1.25-alpine: Pulling from library/nginx',
    )
    const pause = 'gcr.io/google-containers/pause:3.9'
    expect(await run(`docker image pull ${pause}`)).toContain(`Downloaded newer image for ${pause}`)
    expect(await run("docker image ls --format '{{.Repository}}:{{.Tag}}'")).toContain(pause)
  })

  test('a digest, which gives the same image', async () => {
    const reference = await run(
      `docker image pull --quiet nginx:alpine >/dev/null
       docker image inspect nginx:alpine --format '{{index .RepoDigests 0}}'`,
    )
    expect(reference).toMatch(/^nginx@sha256:[0-9a-f]{64}$/)
    const id = await run("docker image inspect nginx:alpine --format '{{.Id}}'")
    await run('docker image rm nginx:alpine')
    expect(await run(`docker image pull ${reference}`)).toContain(
      `Digest: ${reference.slice('nginx@'.length)}`,
    )
    expect(await run(`docker image inspect ${reference} --format '{{.Id}}'`)).toBe(id)
  })

  test('three tags of alpine are three images', async () => {
    await run('docker image pull alpine:3.18\ndocker image pull alpine:3.19\ndocker image pull alpine:edge')
    const rows = rowsOf(await run('docker image ls alpine'))
    expect(rows.map((row) => row[1]).sort()).toEqual(['3.18', '3.19', 'edge'])
    expect(new Set(rows.map((row) => row[2])).size).toBe(3)
  })

  test('docker manifest inspect tells whether a tag is there', async () => {
    const index = JSON.parse(await run('docker manifest inspect nginx:1.25-alpine')) as {
      manifests: { platform: { architecture: string } }[]
    }
    expect(index.manifests.map(({ platform }) => platform.architecture)).toEqual(['amd64', 'arm64'])
    expect(await fail('docker manifest inspect nginx:no-such-tag')).toContain('no such manifest')
  })
})

describe('Part 5: docker login', () => {
  test('asks for name and password in a terminal', async () => {
    const output = await typeInTerminal(session, [
      ['docker login', 'Username:'],
      [username, 'Password:'],
      [session.account.password, 'Login Succeeded'],
    ])
    expect(output).not.toContain(session.account.password)
    expect(await run('jq -r ".auths | keys[]" ~/.docker/config.json')).toBe('https://index.docker.io/v1/')
    expect(await run('docker logout')).toContain('Removing login credentials')
    expect(await run('cat ~/.docker/config.json')).not.toContain('index.docker.io')
  })

  test.each(['ghcr.io', 'gcr.io'])('asks at %s, too, and refuses a wrong password', async (host) => {
    await typeInTerminal(session, [
      [`docker login ${host}`, 'Username:'],
      [username, 'Password:'],
      ['wrong', 'unauthorized'],
    ])
    await typeInTerminal(session, [
      [`docker login ${host}`, 'Username:'],
      [username, 'Password:'],
      [session.account.password, 'Login Succeeded'],
    ])
  })

  test('takes the password from standard input', async () => {
    const login = 'docker login -u "$DOCKER_USERNAME" --password-stdin'
    expect(await fail(`echo wrong | ${login}`)).toContain('unauthorized: incorrect username or password')
    expect(await run(`echo "$DOCKER_PASSWORD" | ${login}`)).toContain('Login Succeeded')
  })
})

describe('Parts 6 and 7: docker image push', () => {
  beforeAll(async () => {
    await run('echo "$DOCKER_PASSWORD" | docker login -u "$DOCKER_USERNAME" --password-stdin')
  })

  test('an image is built with a package of its distribution, tagged and pushed; its base is mounted', async () => {
    // The Engine offers to mount what it has pulled itself; a build alone would leave it no note of that.
    await run('docker image pull alpine')
    await run(`
mkdir -p ~/lab/registry && cd ~/lab/registry

cat > Dockerfile <<'EOF'
FROM alpine
RUN apk add --no-cache curl
CMD ["curl", "--version"]
EOF

docker image build -t mycurl .
docker image tag mycurl ${username}/mycurl:1.0
docker image tag mycurl ${username}/mycurl:latest`)
    const listed = await run('docker image ls | grep mycurl')
    // Images of the same age are listed in any order.
    const names = listed.split('\n').map((line) =>
      line
        .split(/\s{2,}/)
        .slice(0, 2)
        .join(':'),
    )
    expect(names.sort()).toEqual(['mycurl:latest', `${username}/mycurl:1.0`, `${username}/mycurl:latest`])
    const pushed = await run(`docker image push ${username}/mycurl:1.0`)
    expect(pushed).toContain(`The push refers to repository [docker.io/${username}/mycurl]`)
    expect(pushed).toMatch(/: Pushed\n/)
    expect(pushed).toContain(': Mounted from library/alpine')
    expect(pushed).toMatch(/1\.0: digest: sha256:[0-9a-f]{64} size: \d+$/)
    expect(await run(`docker image push ${username}/mycurl:latest`)).toContain('Layer already exists')
    const all = await run(`docker image push --all-tags ${username}/mycurl`)
    expect([...all.matchAll(/^(\S+): digest: /gm)].map(([, tag]) => tag).sort()).toEqual(['1.0', 'latest'])
  })

  test('the curl in it runs, and docker search finds it', async () => {
    expect(await run('docker run --rm mycurl')).toMatch(/^curl \d/)
    expect(await run(`docker search ${username}/mycurl --format '{{.Name}}'`)).toBe(`${username}/mycurl`)
  })
})

describe('the exercises', () => {
  test('1: three variants of python, in the order of their sizes', async () => {
    expect(await run('docker search --filter is-official=true python')).toMatch(/^python .*\[OK\]$/m)
    await run(
      'docker image pull python:3.12\ndocker image pull python:3.12-slim\ndocker image pull python:3.12-alpine',
    )
    const tags = rowsOf(await run('docker image ls python')).map((row) => row[1])
    expect(tags.sort()).toEqual(['3.12', '3.12-alpine', '3.12-slim'])
    const sizes = await run(
      "docker image inspect python:3.12-alpine python:3.12-slim python:3.12 --format '{{.Size}}'",
    )
    const [alpine, slim, full] = sizes.split('\n').map(Number)
    expect(alpine).toBeLessThan(slim!)
    expect(slim).toBeLessThan(full!)
    for (const tag of tags) {
      expect(await run(`docker run --rm python:${tag} python -c 'print(6 * 7)'`)).toBe('42')
    }
  })

  test('2: all tags of an image are pushed', async () => {
    await run(`
docker image pull alpine
docker image tag alpine ${username}/myalpine:1.0
docker image tag alpine ${username}/myalpine:1.0.0
docker image tag alpine ${username}/myalpine:latest`)
    await typeInTerminal(session, [['docker login', 'Login Succeeded']])
    const pushed = await run(`docker image push --all-tags ${username}/myalpine`)
    const digests = [...pushed.matchAll(/^(\S+): digest: (\S+)/gm)]
    expect(digests.map(([, tag]) => tag).sort()).toEqual(['1.0', '1.0.0', 'latest'])
    expect(new Set(digests.map(([, , digest]) => digest)).size).toBe(1)
  })

  test('3: an image that was removed is pulled again by its digest alone', async () => {
    await run('docker image pull nginx:alpine')
    const reference = await run("docker image inspect nginx:alpine --format '{{index .RepoDigests 0}}'")
    await run('docker image rm nginx:alpine')
    expect(await run(`docker image pull ${reference}`)).toContain('Status: ')
    expect(await run(`docker run --rm ${reference} nginx -v`)).toContain('nginx version')
  })
})
