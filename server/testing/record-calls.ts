import { inspect } from 'node:util'

/** Writes down each call of a method of the object, with its arguments as text, and lets it through. */
export function recordCalls(target: object, calls: string[]): void {
  const prototype: unknown = Object.getPrototypeOf(target)
  if (typeof prototype !== 'object' || prototype === null)
    throw new TypeError('an object of a class is needed')
  for (const name of Object.getOwnPropertyNames(prototype)) {
    const method: unknown = Reflect.get(target, name)
    if (name === 'constructor' || typeof method !== 'function') continue
    Reflect.set(target, name, (...args: unknown[]) => {
      calls.push(`${name} ${inspect(args, { depth: 4 })}`)
      const result: unknown = Reflect.apply(method, target, args)
      return result
    })
  }
}
