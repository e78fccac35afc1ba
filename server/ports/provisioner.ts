import type { Duplex } from 'node:stream'
import type { Instance, InstanceId, OpenPort } from '../domain/instance.ts'
import type { InnerHappening } from '../domain/inner-happening.ts'
import type { IsolationFacts } from '../domain/isolation-verdict.ts'
import type { Leftover } from '../domain/reap-decision.ts'
import type { TerminalSize } from '../domain/terminal-size.ts'
import type { InstanceFiles } from './instance-files.ts'
import type { HubMode } from '../protocol/hub-mode.ts'
import type { InstanceName, SessionId, TerminalNumber } from '../protocol/ids.ts'
import type { Usage, Wall } from '../protocol/session.ts'

export interface InstanceSpec {
  sessionId: SessionId
  name: InstanceName
  /** The same for all instances of a session. */
  hubMode: HubMode
  /** When anyone may remove it, even if its broker is gone. Milliseconds since the epoch. */
  expiresAt: number
  /** Set in every shell. */
  env: Record<string, string>
}

export interface EngineStatus {
  isUp: boolean
  /** Of the lab engine; null while it is down. */
  version: string | null
  /** All that the machine offers. */
  isHubUp: boolean
  disk: EngineDiskStatus
}

/** The disk on which the lab engine keeps everything, and whether each instance has a limited one of its own. */
export interface EngineDiskStatus {
  instances: 'limited' | 'shared' | 'unknown'
  /** Bytes; null: not known. */
  freeBytes: number | null
}

export interface StartOptions {
  signal: AbortSignal
  /** The container runs; its Engine starts. */
  onBooting: () => void
}

/** A way to run instances that was tried and not taken. */
export interface PassedOver {
  runtime: string
  reason: string
}

/** What a throw-away instance has shown. */
export interface IsolationMeasurement extends IsolationFacts {
  /** The lab engine's OCI runtime that it ran on. */
  runtime: string
  /** Its AppArmor profile; undefined: the host has none, or instances do not work with it. */
  appArmorProfile?: string | undefined
  /** What of its Engine does not work; undefined when all does. */
  smokeProblem: string | undefined
  /** Stronger ones that the lab engine has, and why they are not used. */
  passedOver: PassedOver[]
  /** The run of the lab engine that was measured. */
  engineRun: string
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
  /** Starts a Hub that has ended, and attaches each to the networks of its sessions that it is not in. Idempotent. */
  reconnectHub(): Promise<void>
  /** Never rejects. */
  status(): Promise<EngineStatus>
  /**
   * Measures, in a throw-away instance with the production options, what separates instances from the host, and from
   * then on starts instances on the runtime that this was measured on.
   */
  probeIsolation(): Promise<IsolationMeasurement>
  /** Names the lab engine's present run: another one after a restart. Rejects with ENGINE_UNAVAILABLE without one. */
  engineRun(): Promise<string>
}

/** `hasRestarted`: nothing that ran in it runs any more. */
export type EngineNews = { isUp: false } | { isUp: true; hasRestarted: boolean; downMs: number }

/** Whether the lab engine answers, found out every few seconds. While it does not, each call is refused at once. */
export interface EngineConnection {
  readonly isUp: boolean
  onChange(listener: (news: EngineNews) => void): Disposable
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
  /** What takes most of an instance's disk, such as `image python:3.12 (1.0 GiB)`; null: it does not tell. */
  largestOnDisk(id: InstanceId, usedBytes: number): Promise<string | null>
  /** Follows the inner Engine until closed; survives its restarts. */
  watch(id: InstanceId, observer: InstanceObserver): Disposable
}

export interface ScriptLimits {
  timeoutMs: number
  /** Output beyond this is dropped; the newest is kept. */
  maxOutputBytes: number
}

export type ScriptResult = { status: 'exited'; exitCode: number; output: string } | { status: 'timed-out' }

/** What the kernel tells of a process that it has ended for lack of memory. */
export type MemoryKill = Pick<Extract<Wall, { type: 'out-of-memory' }>, 'process' | 'container' | 'limit'>

export interface InstanceObserver {
  /** Somebody looks at it, so figures are wanted often. */
  isWatched(): boolean
  /** The inner Engine answers, or has stopped answering. */
  onEngine(isUp: boolean): void
  /** TCP ports that inner containers publish now; called after each change. */
  onPorts(ports: OpenPort[]): void
  onUsage(usage: Usage): void
  /** The kernel has ended a process for lack of memory. */
  onKill(kill: MemoryKill): void
  /** Something happened in the inner Engine: a container, image, volume or network changed. */
  onActivity(): void
  /** One thing of that which is worth writing down. Names are the participant's own, of any content. */
  onHappening(happening: InnerHappening): void
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
