import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { announceBroker, brokersIn, otherBrokers } from './broker-presence.ts'

test('a broker is seen by all from its announcement to its end, and is no other to itself', async () => {
  const presence = await announceBroker()
  expect(brokersIn(await readFile('/proc/net/unix', 'utf8'))).toContain(process.pid)
  expect(await otherBrokers()).not.toContain(process.pid)
  await presence?.[Symbol.asyncDispose]()
  expect(brokersIn(await readFile('/proc/net/unix', 'utf8'))).not.toContain(process.pid)
})

test('sockets of other programs are no brokers', () => {
  const line = '0000000000000000: 00000002 00000000 00010000 0001 01 4711'
  const sockets = [
    `${line} @drydock-setup`,
    `${line} /run/x/@drydock-broker-7/y`,
    `${line} @drydock-broker-12`,
    line,
  ]
  expect(brokersIn(sockets.join('\n'))).toEqual([12])
})
