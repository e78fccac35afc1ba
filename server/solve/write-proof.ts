import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Chapter, Lab } from '../domain/lab.ts'
import { PROOF_FILE, readProofs, type Proof } from '../labs/proof.ts'
import { instanceNameSchema } from '../protocol/ids.ts'
import { Participant } from './participant.ts'

const NODE1 = instanceNameSchema.parse('node1')
/** What a participant would type to see them. */
const VERSIONS = {
  engine: "docker version --format '{{.Server.Version}}'",
  registry: 'docker container run --rm registry:2 --version | cut -d" " -f3',
  buildx: "docker buildx version | grep -o 'v*[0-9][0-9.]*[0-9]' | head -n 1",
}

export interface ProofPlace {
  root: string
  labsDir: string
  lab: Lab
  /** Those that were played and work. */
  chapters: readonly Chapter[]
}

/** Writes into the lab's folder when and with what its chapters were proven. */
export async function writeProof(
  { root, labsDir, lab, chapters }: ProofPlace,
  origin: string,
): Promise<void> {
  const path = resolve(root, labsDir, lab.id, PROOF_FILE)
  const known = readProofs(await readFile(path, 'utf8').catch(() => undefined))
  const versions = await readVersions(origin, { lab: lab.id, chapter: chapters[0]!.id })
  const date = new Date().toISOString()
  const commit = await currentCommit(root)
  const proofs: Record<string, Proof> = known.ok ? { ...known.value } : {}
  for (const { id, digest } of chapters) proofs[id] = { digest, date, commit, versions }
  const ids = lab.chapters.map(({ id }) => id).filter((id) => proofs[id])
  const sorted = Object.fromEntries(ids.map((id) => [id, proofs[id]]))
  await writeFile(path, `${JSON.stringify(sorted, null, 2)}\n`)
}

async function readVersions(
  origin: string,
  ref: Parameters<typeof Participant.begin>[1],
): Promise<Proof['versions']> {
  await using participant = await Participant.begin(origin, ref, 1)
  await participant.type('docker image pull --quiet registry:2', NODE1)
  const read = async (command: string): Promise<string> => {
    const { output } = await participant.type(command, NODE1)
    return output.split('\n').at(-1) ?? ''
  }
  return {
    engine: await read(VERSIONS.engine),
    registry: await read(VERSIONS.registry),
    buildx: await read(VERSIONS.buildx),
  }
}

/** Of the checkout; an unpacked archive has none. */
async function currentCommit(root: string): Promise<string> {
  return promisify(execFile)('git', ['rev-parse', '--short', 'HEAD'], { cwd: root }).then(
    ({ stdout }) => stdout.trim(),
    () => 'unknown',
  )
}
