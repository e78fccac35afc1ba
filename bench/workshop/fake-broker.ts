/**
 * The broker's services and its front door on fakes, in a process of their own, so that their memory is not the bench's:
 * terminals print and checks turn done by themselves. Tells its address to who started it, and ends with it.
 */
import type { LiveSession } from '../../server/services/live-session.ts'
import { createLabCatalog } from '../../server/labs/lab-catalog.ts'
import { createLabBench } from '../../server/testing/lab-bench.ts'
import { startTestServer } from '../../server/testing/test-server.ts'
import { FAKE_LAB } from './fake-lab.ts'
import { PlayedShell } from './played-shell.ts'

const TICK_MS = 110
/** Ten times as often as people: a short run has enough of them. */
const MEAN_STEP_MS = 15_000
const MORE_THAN_COME = 1_000

const bench = createLabBench({ catalog: createLabCatalog([FAKE_LAB]), maxTotal: MORE_THAN_COME })
const { access, clock, checks, sessions } = bench
const shells: PlayedShell[] = []
access.onShell = (stream) => shells.push(new PlayedShell(stream))
access.answer = () => ({ status: 'exited', exitCode: 1, output: 'There is no such container yet.' })
setTime()
const server = await startTestServer(bench)
const timer = setInterval(() => {
  setTime()
  for (const shell of shells) shell.tick(TICK_MS)
  for (const session of sessions.all()) if (Math.random() < TICK_MS / MEAN_STEP_MS) void finishStep(session)
}, TICK_MS)
process.once('disconnect', () => void stop())
process.send!(server.origin)

/** The fakes' clock stands still by itself. */
function setTime(): void {
  clock.advance(Date.now() - clock.now())
}

/** The next check of the chapter in view, as if its script had said so. */
async function finishStep(session: LiveSession): Promise<void> {
  const ref = session.viewed
  const chapter = FAKE_LAB.chapters.find(({ id }) => id === ref?.chapter)
  if (!ref || !chapter) return
  const own = (await checks.progress(session)).find((progress) => progress.chapter === ref.chapter)
  const next = [...chapter.checks.keys()].find((id) => !own?.done.includes(id))
  if (next) await checks.save(session, ref, { id: next, status: 'done' })
}

async function stop(): Promise<void> {
  clearInterval(timer)
  await server[Symbol.asyncDispose]()
  process.exit(0)
}
