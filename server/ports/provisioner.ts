import type { Duplex } from 'node:stream'
import type { Instance, InstanceId, OpenPort } from '../domain/instance.ts'
import type { Leftover } from '../domain/reap-decision.ts'
import type { TerminalSize } from '../domain/terminal-size.ts'
import type { InstanceFiles } from './instance-files.ts'
import type { InstanceName, SessionId, TerminalNumber } from '../protocol/ids.ts'
import type { IsolationVerdict } from '../protocol/health.ts'
import type { Usage } from '../protocol/session.ts'

export interface InstanceSpec {
  sessionId: SessionId
  name: InstanceName
  /** When anyone may remove it, even if its broker is gone. Milliseconds since the epoch. */
  expiresAt: number
  /** Set in every shell. */
  env: Record<string, string>
}

export interface EngineStatus {
  isUp: boolean
  /** Of the lab engine; null while it is down. */
  version: string | null
  isHubUp: boolean
}

export interface StartOptions {
  signal: AbortSignal
  /** The container runs; its Engine starts. */
  onBooting: () => void
}

/**
 * Starts and removes instances. All-or-nothing: what a failed or aborted call has made is removed before it
 * rejects. Rejects with ENGINE_UNAVAILABLE when the lab engine does not answer.
 */
export interface Provisioner {
  /** Resolves only when the instance's own Engine answers. */
  start(spec: InstanceSpec, options: StartOptions): Promise<Instance>
  /** Idempotent: an instance that is already gone counts as destroyed. */
  destroy(id: InstanceId): Promise<void>
  /** Removes everything with the session's label: instances, volumes, network. Idempotent. */
  destroySession(sessionId: SessionId): Promise<void>
  /** Running instances of this broker, read from the lab engine, whether or not our store knows them. */
  list(): Promise<Instance[]>
  /**
   * Removes this broker's instances that do not run: ended ones and, at the broker's start, those that a crash
   * left half-made (`includeUnstarted`; later on, one of them may be about to start).
   */
  removeStopped(options: { includeUnstarted: boolean }): Promise<void>
  /** Sessions that have left something on the lab engine: containers in any state, volumes, networks. */
  leftovers(): Promise<Leftover[]>
  /** Never rejects. */
  status(): Promise<EngineStatus>
  /** Measures, in a throw-away instance with the production options, what separates instances from the host. */
  probeIsolation(): Promise<IsolationVerdict>
}

/** Reaches into a running instance. Every method rejects with INSTANCE_NOT_FOUND when it is gone. */
export interface InstanceAccess {
  /** Attaches to a terminal's shell, starting it when there is none; it outlives the stream. */
  openTerminal(id: InstanceId, request: TerminalRequest): Promise<TerminalStream>
  /** Runs bash with the script on its standard input, as root. Never rejects for what the script does. */
  runScript(id: InstanceId, script: string, limits: ScriptLimits): Promise<ScriptResult>
  /** A byte stream to a TCP port on the instance's loopback. */
  dialPort(id: InstanceId, port: number): Promise<Duplex>
  readonly files: InstanceFiles
  /** Follows the inner Engine until closed; survives its restarts. */
  watch(id: InstanceId, observer: InstanceObserver): Disposable
}

export interface ScriptLimits {
  timeoutMs: number
  /** Output beyond this is dropped; the newest is kept. */
  maxOutputBytes: number
}

export type ScriptResult = { status: 'exited'; exitCode: number; output: string } | { status: 'timed-out' }

export interface InstanceObserver {
  /** The inner Engine answers, or has stopped answering. */
  onEngine(isUp: boolean): void
  /** TCP ports that inner containers publish now; called after each change. */
  onPorts(ports: OpenPort[]): void
  onUsage(usage: Usage): void
  /** Something happened in the inner Engine: a container, image, volume or network changed. */
  onActivity(): void
}

export interface TerminalRequest {
  /** Which of the instance's terminals: 1, 2, … */
  number: TerminalNumber
  size: TerminalSize
  /** Up to where the caller has a shell's output. It gets the rest, if that is still there. */
  from?: { stream: string; offset: number }
}

/** A shell's output from an offset on, and its input. One stream at a time: a newer one ends it as `lost`. */
export interface TerminalStream extends AsyncDisposable {
  /** Names the shell's run of offsets. */
  readonly id: string
  /** Offset of the first byte of output: that of the request, or of the oldest that is still there. */
  readonly from: number
  /** Output before this offset was printed before the stream was opened. */
  readonly liveFrom: number
  write(bytes: Uint8Array): void
  /** Written and not yet taken by the shell. */
  readonly backlogBytes: number
  /** Resolves when the backlog is gone, or the stream. */
  drained(): Promise<void>
  resize(size: TerminalSize): void
  pause(): void
  resume(): void
  /** Ends the shell and what runs in it, as closing a window does. */
  hangUp(): void
  onData(listener: (bytes: Uint8Array) => void): void
  /** `shell-exited`: all of its output has come. `lost`: the stream broke, the shell may live. */
  onEnd(listener: (reason: 'shell-exited' | 'lost') => void): void
}
