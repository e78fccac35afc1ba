import { resolve } from 'node:path'
import { totalmem } from 'node:os'
import { z } from 'zod'

const MiB = 1024 * 1024

/** `30m`, `4h`, `90s` → milliseconds. */
const duration = z
  .string()
  .regex(/^\d+(s|m|h)$/, 'a whole number with s, m or h, such as 30m')
  .transform(
    (text) =>
      Number.parseInt(text) * { s: 1_000, m: 60_000, h: 3_600_000 }[text.slice(-1) as 's' | 'm' | 'h'],
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
  /** Instances of one session; the lab's chapters need two at most, and five is what people know from elsewhere. */
  DRYDOCK_MAX_INSTANCES_PER_SESSION: z.coerce.number().int().min(1).max(20).default(5),
  /** Of all sessions together; 0: what the memory of the machine allows. */
  DRYDOCK_MAX_INSTANCES: z.coerce.number().int().min(0).default(0),
  /** Builds and a registry fit in 512 MiB; 1 GiB leaves room for what people try besides. */
  DRYDOCK_INSTANCE_MEMORY_MIB: z.coerce.number().int().min(256).default(1024),
  /** Of one instance, in CPUs. Two let a build use a small machine when it is otherwise idle. */
  DRYDOCK_INSTANCE_CPUS: z.coerce.number().min(0.25).default(2),
  /** An instance with three containers uses about 60; a fork bomb ends here. */
  DRYDOCK_INSTANCE_PIDS: z.coerce.number().int().min(100).default(1000),
  /** Start instances although they are not isolated from the host: only among people you trust. */
  DRYDOCK_TRUSTED_ROOM: flag.default(false),
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
  }
  return {
    port: env.PORT,
    host: env.HOST,
    publicUrl,
    previewDomain: env.DRYDOCK_PREVIEW_DOMAIN ?? publicUrl.hostname,
    dataDir: resolve(cwd, env.DRYDOCK_DATA_DIR),
    labsDir: env.DRYDOCK_LABS_DIR,
    sessionTtlMs: env.DRYDOCK_SESSION_TTL,
    maxInstancesPerSession: env.DRYDOCK_MAX_INSTANCES_PER_SESSION,
    maxInstances: env.DRYDOCK_MAX_INSTANCES || defaultMaxInstances(totalmem(), instance.memoryBytes),
    instance,
    isTrustedRoom: env.DRYDOCK_TRUSTED_ROOM,
    logLevel: env.DRYDOCK_LOG_LEVEL,
  }
}

/**
 * Idle instances take a fraction of their limit (65 MB when idle), so memory is promised twice over;
 * a quarter of the machine stays for the Engine, the broker and everything else.
 */
export function defaultMaxInstances(totalBytes: number, instanceBytes: number): number {
  return Math.max(1, Math.floor((totalBytes * 0.75 * 2) / instanceBytes))
}
