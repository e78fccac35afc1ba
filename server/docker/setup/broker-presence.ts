import { readFile } from 'node:fs/promises'
import { listenAbstract } from './setup-lock.ts'

const NAME = 'drydock-broker-'

/** Tells other checkouts that a broker uses the lab engine, until this process ends. Taken under the set-up lock. */
export async function announceBroker(): Promise<AsyncDisposable | undefined> {
  return listenAbstract(`\0${NAME}${process.pid}`)
}

/** Pids of the other brokers on this machine, whoever runs them. */
export async function otherBrokers(): Promise<number[]> {
  return brokersIn(await readFile('/proc/net/unix', 'utf8')).filter((pid) => pid !== process.pid)
}

/** The kernel's list of Unix sockets writes an abstract address with `@` for its zero byte. */
export function brokersIn(sockets: string): number[] {
  const pids = sockets.matchAll(new RegExp(`@${NAME}(\\d+)$`, 'gm'))
  return [...new Set([...pids].map(([, pid]) => Number(pid)))]
}
