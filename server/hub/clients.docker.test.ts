import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHubSessions, type HubSession, type HubSessions } from '../testing/hub-session.ts'
import { REGISTRY_CURL } from '../testing/registry-curl.ts'

/** docker, skopeo, oras and curl know nothing of each other: what all four say of the Hub is so. */
let lab: HubSessions | undefined
let owner: HubSession
let stranger: HubSession
/** Where the owner pushes at each host, and how a client logs in there. */
let hosts: Record<'docker' | 'github' | 'gitlab' | 'google' | 'azure' | 'amazon', string>
const CLIENTS = ['docker', 'skopeo', 'oras', 'curl'] as const
const IMAGE_TYPES =
  '-H "Accept: application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.manifest.v1+json"'

const DIGEST = /^sha256:[0-9a-f]{64}$/

/** How each client tells a tag's digest; `$1` is `host/name`, `$2` the tag. */
const DIGEST_BY: Record<(typeof CLIENTS)[number], (reference: string, tag: string) => string> = {
  docker: (repository, tag) =>
    `docker manifest inspect --verbose ${repository}:${tag} | jq -r .Descriptor.digest`,
  skopeo: (repository, tag) => `skopeo inspect --format '{{.Digest}}' docker://${repository}:${tag}`,
  oras: (repository, tag) => `oras resolve ${repository}:${tag}`,
  curl: (repository, tag) =>
    `registry-curl pull ${repository} manifests/${tag} -I ${IMAGE_TYPES} |
       tr -d '\\r' | sed -n 's/^docker-content-digest: //Ip'`,
}

beforeAll(async () => {
  lab = await startHubSessions('clients-test', { count: 2 })
  ;[owner, stranger] = lab.sessions as [HubSession, HubSession]
  const { username, awsAccountId, azureRegistry } = owner.account
  hosts = {
    docker: `docker.io/${username}/app`,
    github: `ghcr.io/${username}/app`,
    gitlab: `registry.gitlab.com/${username}/group/app`,
    google: `gcr.io/${username}/app`,
    azure: `${azureRegistry}.azurecr.io/app`,
    amazon: `${awsAccountId}.dkr.ecr.us-east-1.amazonaws.com/app`,
  }
  const signIn = ({ run, account }: HubSession) =>
    run(`${REGISTRY_CURL}
      amazon=${account.awsAccountId}.dkr.ecr.us-east-1.amazonaws.com
      for client in docker skopeo oras; do
        for host in docker.io ghcr.io registry.gitlab.com gcr.io ${account.azureRegistry}.azurecr.io; do
          $client login $host -u "$DOCKER_USERNAME" --password-stdin <<< "$DOCKER_PASSWORD" >/dev/null
        done
        aws ecr get-login-password | $client login $amazon -u AWS --password-stdin >/dev/null
      done
      aws ecr create-repository --repository-name app >/dev/null`)
  await Promise.all([signIn(owner), signIn(stranger)])
  await owner.run(`docker pull --quiet alpine && docker tag alpine ${hosts.docker}:docker
    docker push --quiet ${hosts.docker}:docker`)
})

afterAll(() => lab?.[Symbol.asyncDispose]())

/** The tag's digest, which all clients must tell alike. */
async function agreedDigest(repository: string, tag: string): Promise<string> {
  const told = await owner.run(CLIENTS.map((client) => DIGEST_BY[client](repository, tag)).join('\n'))
  const digests = told.split('\n')
  expect(digests).toHaveLength(CLIENTS.length)
  expect(new Set(digests).size, told).toBe(1)
  expect(digests[0]).toMatch(DIGEST)
  return digests[0]!
}

test('each client pushes what another has pushed before, and all agree on the digest', async () => {
  const app = hosts.docker
  await owner.run(`
    skopeo copy --quiet --preserve-digests docker://${app}:docker docker://${app}:skopeo
    oras cp ${app}:docker ${app}:oras
    registry-curl pull ${app} manifests/docker ${IMAGE_TYPES} -o /tmp/manifest.json
    registry-curl push ${app} manifests/curl -f -X PUT -H "Content-Type: $(jq -r .mediaType /tmp/manifest.json)" \\
      --data-binary @/tmp/manifest.json`)
  const digest = await agreedDigest(app, 'docker')
  for (const tag of ['skopeo', 'oras', 'curl']) expect(await agreedDigest(app, tag)).toBe(digest)
})

test('each client pulls it, byte for byte', async () => {
  const output = await owner.run(`
    docker image rm -f ${hosts.docker}:docker >/dev/null
    docker pull --quiet ${hosts.docker}:docker && docker run --rm ${hosts.docker}:docker echo it runs
    cd $(mktemp -d)
    skopeo copy --quiet docker://${hosts.docker}:docker oci:by-skopeo:1
    oras copy --to-oci-layout ${hosts.docker}:docker by-oras:1 >/dev/null
    layer=$(oras manifest fetch ${hosts.docker}:docker | jq -r '.layers[0].digest')
    registry-curl pull ${hosts.docker} blobs/$layer -fo by-curl
    for blob in by-skopeo/blobs/sha256/\${layer#*:} by-oras/blobs/sha256/\${layer#*:} by-curl; do
      [ "sha256:$(sha256sum < $blob | cut -d' ' -f1)" = $layer ] && echo same
    done`)
  expect(output).toMatch(/it runs\nsame\nsame\nsame$/)
})

describe('from Docker Hub to another registry, an image arrives as it is', () => {
  const from = () => `${hosts.docker}:docker`
  const expectArrived = async (repository: string): Promise<void> => {
    expect(await agreedDigest(repository, 'copied')).toBe(await agreedDigest(hosts.docker, 'docker'))
  }
  test('ghcr.io, by skopeo', async () => {
    await owner.run(
      `skopeo copy --quiet --preserve-digests docker://${from()} docker://${hosts.github}:copied`,
    )
    await expectArrived(hosts.github)
  })
  test('registry.gitlab.com, by oras', async () => {
    await owner.run(`oras cp ${from()} ${hosts.gitlab}:copied`)
    await expectArrived(hosts.gitlab)
  })
  test('gcr.io, by docker, which compresses the layers anew', async () => {
    await owner.run(
      `docker tag ${from()} ${hosts.google}:copied && docker push --quiet ${hosts.google}:copied`,
    )
    await agreedDigest(hosts.google, 'copied')
    const configs = await owner.run(
      `for image in ${from()} ${hosts.google}:copied; do oras manifest fetch $image | jq -r .config.digest; done`,
    )
    const [before, after] = configs.split('\n')
    expect(before).toMatch(DIGEST)
    expect(after).toBe(before)
  })
  test('Azure’s, by curl', async () => {
    await owner.run(`cd $(mktemp -d)
      registry-curl pull ${hosts.docker} manifests/docker ${IMAGE_TYPES} -o manifest.json
      for digest in $(jq -r '.config.digest, .layers[].digest' manifest.json); do
        registry-curl pull ${hosts.docker} blobs/$digest -fo blob
        upload=$(registry-curl push ${hosts.azure} blobs/uploads/ -X POST -D - | tr -d '\\r' | sed -n 's/^location: //Ip')
        registry-curl push ${hosts.azure} "$upload&digest=$digest" -f -X PUT --data-binary @blob
      done
      registry-curl push ${hosts.azure} manifests/copied -f -X PUT \\
        -H "Content-Type: $(jq -r .mediaType manifest.json)" --data-binary @manifest.json`)
    await expectArrived(hosts.azure)
  })
  test('Amazon’s, by skopeo', async () => {
    await owner.run(
      `skopeo copy --quiet --preserve-digests docker://${from()} docker://${hosts.amazon}:copied`,
    )
    await expectArrived(hosts.amazon)
  })
})

test('a whole index, of two platforms, is copied with its digest', async () => {
  await owner.run(`
    skopeo copy --quiet --all --preserve-digests docker://docker.io/library/alpine docker://${hosts.github}:both
    oras cp docker.io/library/alpine:latest ${hosts.google}:both`)
  const digests = await owner.run(
    `for image in docker.io/library/alpine:latest ${hosts.github}:both ${hosts.google}:both; do oras resolve $image; done`,
  )
  expect(new Set(digests.split('\n')).size, digests).toBe(1)
  expect(
    await owner.run(
      `docker manifest inspect ${hosts.google}:both | jq -r '.manifests[].platform.architecture'`,
    ),
  ).toBe('amd64\narm64')
})

test('what a client deletes is gone for all', async () => {
  const app = hosts.docker.replace(/app$/, 'gone')
  const deletions = {
    skopeo: `skopeo delete docker://${app}:skopeo`,
    oras: `oras manifest delete --force ${app}:oras`,
    curl: `registry-curl delete ${app} manifests/$(oras resolve ${app}:curl) -f -X DELETE`,
  }
  // An image of its own for each: deleting a manifest takes all of its tags.
  await owner.run(
    Object.keys(deletions)
      .map((tag) => `docker build --quiet --label by=${tag} -t ${app}:${tag} - <<< 'FROM alpine'`)
      .join('\n') + `\ndocker push --quiet --all-tags ${app}`,
  )
  const left = new Set(['curl', 'oras', 'skopeo'])
  for (const [tag, deletion] of Object.entries(deletions)) {
    await owner.run(deletion)
    left.delete(tag)
    const listed = await owner.run(`
      skopeo list-tags docker://${app} | jq -c '.Tags | sort'
      oras repo tags ${app} | jq -Rnc '[inputs] | sort'
      registry-curl pull ${app} tags/list | jq -c '(.tags // []) | sort'`)
    const expected = JSON.stringify([...left])
    expect(listed.split('\n'), `after ${deletion}`).toEqual([expected, expected, expected])
    expect(await owner.fail(`docker pull ${app}:${tag}`)).toContain('manifest unknown')
  }
})

describe('each client gives the reason of a refusal', () => {
  test('a wrong password', async () => {
    for (const client of ['docker', 'skopeo', 'oras']) {
      for (const host of ['docker.io', 'ghcr.io', 'gcr.io']) {
        const output = await owner.fail(
          `export DOCKER_CONFIG=/tmp/nobody REGISTRY_AUTH_FILE=/tmp/nobody/auth.json
           echo wrong | ${client} login ${host} -u "$DOCKER_USERNAME" --password-stdin`,
        )
        expect(output).toMatch(/unauthorized|invalid username\/password/)
      }
    }
    const token = await owner.run(
      `curl -s -u "$DOCKER_USERNAME:wrong" -w '%{http_code}' https://auth.docker.io/token`,
    )
    expect(token).toContain('"UNAUTHORIZED"')
    expect(token).toMatch(/401$/)
    const amazon = `curl -s -u AWS:wrong -w '%{http_code}' https://${hosts.amazon.replace('/app', '/v2/')}`
    expect(await owner.run(amazon)).toMatch(/"UNAUTHORIZED".*401$/)
  })

  test('a push to another’s name', async () => {
    const { username } = stranger.account
    for (const other of [
      `docker.io/${username}/app`,
      `ghcr.io/${username}/app`,
      'docker.io/library/alpine',
    ]) {
      // To a HEAD, which skopeo and oras begin with, there is no text: they tell the status.
      const denied = /denied|status ?code: 403|status code 403/i
      expect(await owner.fail(`docker tag alpine ${other}:1 && docker push ${other}:1`)).toMatch(denied)
      expect(await owner.fail(`skopeo copy docker://${hosts.docker}:docker docker://${other}:1`)).toMatch(
        denied,
      )
      expect(await owner.fail(`echo text > /tmp/blob && oras blob push ${other} /tmp/blob`)).toMatch(denied)
      expect(await owner.run(`registry-curl push ${other} blobs/uploads/ -X POST -w '%{http_code}'`)).toMatch(
        /"DENIED".*403$/,
      )
    }
  })

  test('an unknown tag', async () => {
    const unknown = `${hosts.docker}:no-such-tag`
    expect(await owner.fail(`docker pull ${unknown}`)).toContain('manifest unknown')
    expect(await owner.fail(`skopeo inspect docker://${unknown}`)).toContain('manifest unknown')
    expect(await owner.fail(`oras manifest fetch ${unknown}`)).toContain('not found')
    expect(
      await owner.run(`registry-curl pull ${hosts.docker} manifests/no-such-tag -w '%{http_code}'`),
    ).toMatch(/"MANIFEST_UNKNOWN".*404$/s)
  })
})

describe('another session', () => {
  test('pulls what is pushed to Docker Hub, and cannot push there', async () => {
    expect(
      await stranger.run(`skopeo inspect --format '{{.Digest}}' docker://${hosts.docker}:docker`),
    ).toMatch(DIGEST)
    await stranger.run(`docker pull --quiet ${hosts.docker}:docker`)
    expect(await stranger.fail(`docker push ${hosts.docker}:docker`)).toContain('denied')
    expect(
      await stranger.run(`registry-curl delete ${hosts.docker} manifests/docker -X DELETE -w '%{http_code}'`),
    ).toMatch(/"DENIED".*403$/)
  })

  test('finds nothing of what is private at the other registries, signed in or not', async () => {
    for (const host of ['github', 'gitlab', 'google', 'azure', 'amazon'] as const) {
      const repository = hosts[host]
      await owner.run(`skopeo inspect --raw docker://${repository}:copied`)
      const refused =
        /denied|unauthorized|authentication required|no basic auth credentials|basic credential not found|403|401/i
      expect(await stranger.fail(`docker pull ${repository}:copied`)).toMatch(refused)
      expect(await stranger.fail(`skopeo inspect docker://${repository}:copied`)).toMatch(refused)
      expect(await stranger.fail(`oras manifest fetch ${repository}:copied`)).toMatch(refused)
      for (const signedInOrNot of ['', 'ACCOUNT= ']) {
        const answer = await stranger.run(
          `${signedInOrNot}registry-curl pull ${repository} tags/list -w '%{http_code}'`,
        )
        expect(answer).toMatch(/"(DENIED|UNAUTHORIZED)".*40[13]$/s)
      }
    }
  })

  test('mounts no layer of a private repository', async () => {
    const layer = await owner.run(`oras manifest fetch ${hosts.github}:copied | jq -r '.layers[0].digest'`)
    const { username } = stranger.account
    const name = hosts.github.slice('ghcr.io/'.length)
    const mount = `blobs/uploads/?mount=${layer}&from=${name}`
    const answer = await stranger.run(
      `registry-curl push ghcr.io/${username}/app '${mount}' -X POST -o /dev/null -w '%{http_code}'`,
    )
    // 201 would say: mounted; 202 asks for the bytes.
    expect(answer).toBe('202')
  })
})
