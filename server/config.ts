import { resolve } from 'node:path'
import { availableParallelism, totalmem } from 'node:os'
import { z } from 'zod'

/** Larger machines have more CPUs, so that starts take less long. */
const MOST_PREPARED = 24
const MiB = 1024 * 1024
/** Addresses to listen on that no other machine can reach. */
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/

/** `30m`, `4h`, `90s`, `7d` → milliseconds. */
const duration = z
  .string()
  .regex(/^\d+[smhd]$/, 'a whole number with s, m, h or d, such as 30m')
  .transform(
    (text) =>
      Number.parseInt(text) *
      { s: 1_000, m: 60_000, h: 3_600_000, d: 24 * 3_600_000 }[text.slice(-1) as 's' | 'm' | 'h' | 'd'],
  )
const flag = z.enum(['0', '1']).transform((text) => text === '1')
const port = z.coerce.number().int().min(1).max(65535)

/** Every setting of Drydock, its default and why. README.md and docs/operating.md quote this table. */
const environmentSchema = z.object({
  PORT: port.default(3000),
  /** Loopback by default: anyone who reaches the page may start containers. */
  HOST: z.string().default('127.0.0.1'),
  /** The address that people type, when it differs from http://localhost:PORT (a proxy with TLS, a host name). */
  DRYDOCK_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Previews live on sub-domains of this name; `localhost` needs no DNS. */
  DRYDOCK_PREVIEW_DOMAIN: z.string().optional(),
  DRYDOCK_DATA_DIR: z.string().default('.drydock'),
  /** Relative to the checkout. */
  DRYDOCK_LABS_DIR: z.string().default('lab-content'),
  DRYDOCK_SESSION_TTL: duration.default(4 * 3_600_000),
  /** What Extend adds. */
  DRYDOCK_SESSION_EXTENSION: duration.default(3_600_000),
  /** Counted from the opening: a day's class, with its breaks. */
  DRYDOCK_SESSION_MAX: duration.default(12 * 3_600_000),
  /** Without a key, a click or a look at the page: longer than a break for lunch would keep others waiting. 0s: never. */
  DRYDOCK_IDLE_TIMEOUT: duration.default(3_600_000),
  /** 1: anybody may open a session. 0: only who joins a workshop, and instructors. */
  DRYDOCK_DROP_IN: flag.default(true),
  /**
   * From a workshop's end: names, progress and report. Half a year, so that they are there when the course is taught the
   * next time, and nobody's for ever. 0s: until somebody deletes it.
   */
  DRYDOCK_WORKSHOPS_KEPT: duration.default(180 * 24 * 3_600_000),
  /** Instances of one session; the lab's chapters need two at most, and five is what people know from elsewhere. */
  DRYDOCK_MAX_INSTANCES_PER_SESSION: z.coerce.number().int().min(1).max(20).default(5),
  /** Of all sessions together; 0: what the memory of the machine allows. */
  DRYDOCK_MAX_INSTANCES: z.coerce.number().int().min(0).default(0),
  /** Instances that start side by side; 0: by the number of CPUs. */
  DRYDOCK_PARALLEL_STARTS: z.coerce.number().int().min(0).max(64).default(0),
  /** Most who may wait for an instance: two classes. Whoever comes then is told to come back. 0: nobody waits. */
  DRYDOCK_MAX_WAITING: z.coerce.number().int().min(0).max(1000).default(100),
  /** Sessions that are ready before somebody asks, while nobody does; 0: none. Unset: by the machine's memory. */
  DRYDOCK_POOL_MIN: z.coerce.number().int().min(0).max(100).optional(),
  /** The most, while many come; 0: none is ever prepared. Unset: by the machine's CPUs and memory. */
  DRYDOCK_POOL_MAX: z.coerce.number().int().min(0).max(100).optional(),
  /** Builds and a registry fit in 512 MiB; 1 GiB leaves room for what people try besides. */
  DRYDOCK_INSTANCE_MEMORY_MIB: z.coerce.number().int().min(256).default(1024),
  /** Of one instance, in CPUs. Two let a build use a small machine when it is otherwise idle. */
  DRYDOCK_INSTANCE_CPUS: z.coerce.number().min(0.25).default(2),
  /** An instance with three containers uses about 60; a fork bomb ends here. */
  DRYDOCK_INSTANCE_PIDS: z.coerce.number().int().min(100).default(1000),
  /**
   * Of one instance: images, volumes, its own files. Builds with several large base images fit; what the lab needs is
   * under 1 GiB. A ceiling only: the file behind it grows with what is written.
   */
  DRYDOCK_INSTANCE_DISK_MIB: z.coerce.number().int().min(512).default(8192),
  /** Limit of the lab engine, which set-up gives it; unset: the machine's memory but for a reserve. */
  DRYDOCK_ENGINE_MEMORY_MIB: z.coerce.number().int().min(100).optional(),
  /** Start instances although they are not isolated from the host: only among people you trust. */
  DRYDOCK_TRUSTED_ROOM: flag.default(false),
  /** Let other machines reach the page although instances are not isolated: only among people you trust. */
  DRYDOCK_TRUSTED_NETWORK: flag.default(false),
  /** OCI runtime of instances, one that the lab engine has; auto: the strongest that works. */
  DRYDOCK_INSTANCE_RUNTIME: z
    .string()
    .regex(/^[\w.-]+$/, 'the name of a runtime, or auto')
    .default('auto'),
  /**
   * Proxies of the operator's own between people and Drydock, each of which adds to X-Forwarded-For. With 0 the header
   * is ignored: anybody can write it.
   */
  DRYDOCK_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  DRYDOCK_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error']).default('info'),
})

export type Config = ReturnType<typeof readConfig>

/** Throws one error that names every invalid variable. `cwd` anchors relative paths. */
export function readConfig(environment: Record<string, string | undefined>, cwd: string) {
  const parsed = environmentSchema.safeParse(environment)
  if (!parsed.success) throw new Error(`Invalid settings:\n${z.prettifyError(parsed.error)}`)
  const env = parsed.data
  const publicUrl = new URL(env.DRYDOCK_URL ?? `http://localhost:${env.PORT}`)
  const instance = {
    memoryBytes: env.DRYDOCK_INSTANCE_MEMORY_MIB * MiB,
    cpus: env.DRYDOCK_INSTANCE_CPUS,
    pids: env.DRYDOCK_INSTANCE_PIDS,
    diskBytes: env.DRYDOCK_INSTANCE_DISK_MIB * MiB,
  }
  return {
    port: env.PORT,
    host: env.HOST,
    publicUrl,
    previewDomain: env.DRYDOCK_PREVIEW_DOMAIN ?? publicUrl.hostname,
    dataDir: resolve(cwd, env.DRYDOCK_DATA_DIR),
    labsDir: env.DRYDOCK_LABS_DIR,
    sessionTtlMs: env.DRYDOCK_SESSION_TTL,
    sessionExtensionMs: env.DRYDOCK_SESSION_EXTENSION,
    isDropInOpen: env.DRYDOCK_DROP_IN,
    sessionMaxMs: env.DRYDOCK_SESSION_MAX,
    idleTimeoutMs: env.DRYDOCK_IDLE_TIMEOUT,
    workshopsKeptMs: env.DRYDOCK_WORKSHOPS_KEPT,
    maxWaiting: env.DRYDOCK_MAX_WAITING,
    engineMemoryBytes:
      env.DRYDOCK_ENGINE_MEMORY_MIB === undefined ? null : env.DRYDOCK_ENGINE_MEMORY_MIB * MiB,
    maxParallelStarts: env.DRYDOCK_PARALLEL_STARTS || defaultParallelStarts(availableParallelism()),
    pool: poolLimits({ min: env.DRYDOCK_POOL_MIN, max: env.DRYDOCK_POOL_MAX }),
    maxInstancesPerSession: env.DRYDOCK_MAX_INSTANCES_PER_SESSION,
    maxInstances: env.DRYDOCK_MAX_INSTANCES || defaultMaxInstances(totalmem(), instance.memoryBytes),
    instance,
    isTrustedRoom: env.DRYDOCK_TRUSTED_ROOM,
    isTrustedNetwork: env.DRYDOCK_TRUSTED_NETWORK || LOOPBACK.test(env.HOST),
    instanceRuntime: env.DRYDOCK_INSTANCE_RUNTIME,
    trustedProxies: env.DRYDOCK_TRUSTED_PROXIES,
    logLevel: env.DRYDOCK_LOG_LEVEL,
  }
}

/** A start is work for a CPU and a half; more of them side by side only wait for each other: docs/adr/0014-capacity.md. */
export function defaultParallelStarts(cpus: number): number {
  return cpus + 1
}

/**
 * An idle one takes 50 MiB and 0.7 % of a CPU: 20 on 24 GiB, half a class. A class comes within seconds and each
 * start takes five seconds of CPU time, so what is ready before keeps the last from waiting for minutes.
 */
export function defaultPoolMin(totalBytes: number): number {
  return Math.min(MOST_PREPARED, Math.max(1, Math.floor(totalBytes / (1200 * MiB))))
}

/** What is set decides; a default gives way to it. Throws when the least that is set is more than the most. */
function poolLimits({ min, max }: { min: number | undefined; max: number | undefined }) {
  if (min !== undefined && max !== undefined && min > max) {
    throw new Error(
      `Invalid settings:\nDRYDOCK_POOL_MIN (${min}) is more than DRYDOCK_POOL_MAX (${max}). Lower the first, or raise the second.`,
    )
  }
  const least = min ?? Math.min(defaultPoolMin(totalmem()), max ?? Infinity)
  return { min: least, max: max ?? Math.max(least, defaultPoolMin(totalmem()) + 2 * availableParallelism()) }
}

/**
 * A ceiling: what the machine has left is measured before each start. Idle instances take 65 MiB, one with a registry
 * and a build about a quarter of the default limit, so memory is promised four times over; a quarter of the machine
 * stays for the Engine, the broker and everything else.
 */
export function defaultMaxInstances(totalBytes: number, instanceBytes: number): number {
  return Math.max(1, Math.floor((totalBytes * 0.75 * 4) / instanceBytes))
}
