/**
 * The broker's services and its front door on fakes, in a process of their own, so that their memory is not the bench's:
 * terminals print and checks turn done by themselves. Its pages are the real ones. Tells its address to who started it,
 * and ends with it.
 */
import { join } from 'node:path'
import { pino } from 'pino'
import { openPages } from '../../server/http/open-pages.ts'
import type { LiveSession } from '../../server/services/live-session.ts'
import { createLabCatalog } from '../../server/labs/lab-catalog.ts'
import { createLabBench } from '../../server/testing/lab-bench.ts'
import { startTestServer } from '../../server/testing/test-server.ts'
import { FAKE_LAB } from './fake-lab.ts'
import { PlayedShell } from './played-shell.ts'

const TICK_MS = 110
/** Twice as often as people: a short run has enough of them. */
const MEAN_STEP_MS = 60_000
const MORE_THAN_COME = 1_000

const bench = createLabBench({ catalog: createLabCatalog([FAKE_LAB]), maxTotal: MORE_THAN_COME })
const { access, clock, checks, sessions } = bench
const shells: PlayedShell[] = []
access.onShell = (stream) => shells.push(new PlayedShell(stream))
// People come further, and fail in another way; one who says the same again and again would be stuck.
const failures = ['There is no such container yet.', 'It does not run.', 'It listens on another port.']
access.answer = () => ({
  status: 'exited',
  exitCode: 1,
  output: failures[Math.floor(Math.random() * failures.length)]!,
})
setTime()
const owned = new AsyncDisposableStack()
const root = join(import.meta.dirname, '../..')
const log = pino({ level: 'warn' })
const environment = process.env
const pages = await openPages({ root, mode: 'start', environment, isSecure: false, log }, owned)
const server = owned.use(await startTestServer(bench, { pages }))
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
  await owned.disposeAsync()
  process.exit(0)
}
