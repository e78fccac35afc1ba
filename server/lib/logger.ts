import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino'

export type { Logger }

/**
 * The one structured logger. Terminal content, cookies and keys are never passed to it; `redact` is a second
 * line of defence for request objects.
 */
export function createLogger(options: {
  level: string
  isPretty: boolean
  /** Instead of standard output. */
  destination?: DestinationStream
}): Logger {
  const settings: LoggerOptions = {
    level: options.level,
    base: null,
    redact: ['req.headers.cookie', 'req.headers.authorization', 'req.query', '*.token', '*.password'],
    ...(options.isPretty && {
      transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname', translateTime: 'HH:MM:ss' } },
    }),
  }
  return options.destination ? pino(settings, options.destination) : pino(settings)
}
