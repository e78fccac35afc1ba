import type Docker from 'dockerode'
import type { Duplex } from 'node:stream'
import type { InstanceId } from '../domain/instance.ts'
import type {
  InstanceAccess,
  InstanceObserver,
  ScriptLimits,
  ScriptResult,
  TerminalRequest,
  TerminalStream,
} from '../ports/provisioner.ts'
import { DockerInstanceFiles } from './docker-instance-files.ts'
import { dialInstance } from './exec-socket.ts'
import { InnerEngine } from './inner-engine.ts'
import { watchInstance } from './instance-watch.ts'
import { largestPiece } from './largest-on-disk.ts'
import type { MeterReader } from './meter-reader.ts'
import { runScript } from './run-script.ts'
import { openTerminalStream } from './terminal-stream.ts'

/** An Engine with a full disk and many images adds them up for some seconds. */
const LARGEST_TIMEOUT_MS = 10_000

export class DockerInstanceAccess implements InstanceAccess {
  readonly files: DockerInstanceFiles
  readonly #engine: Docker
  readonly #meters: MeterReader

  constructor(engine: Docker, meters: MeterReader) {
    this.#engine = engine
    this.#meters = meters
    this.files = new DockerInstanceFiles(engine)
  }

  openTerminal(id: InstanceId, request: TerminalRequest): Promise<TerminalStream> {
    return openTerminalStream(this.#engine, id, request)
  }

  runScript(id: InstanceId, script: string, limits: ScriptLimits): Promise<ScriptResult> {
    return runScript(this.#engine, id, script, limits)
  }

  dialPort(id: InstanceId, port: number): Promise<Duplex> {
    return dialInstance(this.#engine, id, { port })
  }

  watch(id: InstanceId, observer: InstanceObserver): Disposable {
    return watchInstance({ engine: this.#engine, meters: this.#meters, instanceId: id }, observer)
  }

  async largestOnDisk(id: InstanceId, usedBytes: number): Promise<string | null> {
    const inner = new InnerEngine(() => dialInstance(this.#engine, id, { socket: 'docker' }))
    return largestPiece(await inner.diskUsage(AbortSignal.timeout(LARGEST_TIMEOUT_MS)), usedBytes)
  }
}
