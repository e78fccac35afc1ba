import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { lockSetup, tryLockSetup } from './setup-lock.ts'

function ownAddress(name: string): string {
  return `\0drydock-setup-test-${process.pid}-${name}`
}

test('a second set-up waits until the first has ended', async () => {
  const address = ownAddress('order')
  const order: string[] = []
  const first = await lockSetup(undefined, address)
  const waiting = Promise.withResolvers<void>()
  const second = lockSetup(waiting.resolve, address).then(async (lock) => {
    order.push('second')
    await lock[Symbol.asyncDispose]()
  })
  await waiting.promise
  expect(await tryLockSetup(address)).toBeUndefined()
  order.push('first')
  await first[Symbol.asyncDispose]()
  await second
  expect(order).toEqual(['first', 'second'])
})

test('a set-up that was killed does not hold anybody up', async () => {
  const address = ownAddress('killed')
  const script = `
    const { lockSetup } = await import(${JSON.stringify(new URL('./setup-lock.ts', import.meta.url).href)})
    await lockSetup(undefined, process.argv[1].replace('@', '\\0'))
    console.log('locked')
    setInterval(() => undefined, 1000)`
  const args = ['--input-type=module', '--eval', script, address.replace('\0', '@')]
  const holder = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(holder.stdout, 'data')
  expect(await tryLockSetup(address)).toBeUndefined()
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  await using lock = await tryLockSetup(address)
  expect(lock).toBeDefined()
})
