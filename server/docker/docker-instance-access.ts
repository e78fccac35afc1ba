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
import { watchInstance } from './instance-watch.ts'
import { runScript } from './run-script.ts'
import { openTerminalStream } from './terminal-stream.ts'

export class DockerInstanceAccess implements InstanceAccess {
  readonly files: DockerInstanceFiles
  readonly #engine: Docker

  constructor(engine: Docker) {
    this.#engine = engine
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
    return watchInstance(this.#engine, id, observer)
  }
}
