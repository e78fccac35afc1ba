import { expect, test } from 'vitest'
import { toHappening } from './inner-happening.ts'

const event = (Type: string, Action: string, ID: string, Attributes: Record<string, string> = {}) => ({
  Type,
  Action,
  Actor: { ID, Attributes },
})
const built = `sha256:${'a'.repeat(64)}`

test('images that come, go and get a name are told, by the name that has the tag', () => {
  expect(toHappening(event('image', 'pull', 'alpine:latest', { name: 'alpine' }))).toEqual({
    type: 'image-pulled',
    image: 'alpine:latest',
  })
  expect(toHappening(event('image', 'push', 'localhost:5000/a:1', { name: 'localhost:5000/a' }))).toEqual({
    type: 'image-pushed',
    image: 'localhost:5000/a:1',
  })
  expect(toHappening(event('image', 'tag', built, { name: 'web:1' }))).toEqual({
    type: 'image-named',
    image: 'web:1',
  })
})

test('containers are told when they start and when they end, with the exit code', () => {
  const web = { name: 'web', image: 'nginx' }
  expect(toHappening(event('container', 'start', 'c1', web))).toEqual({
    type: 'container-started',
    container: 'web',
    image: 'nginx',
  })
  expect(toHappening(event('container', 'die', 'c1', { ...web, exitCode: '137' }))).toEqual({
    type: 'container-exited',
    container: 'web',
    image: 'nginx',
    exitCode: 137,
  })
})

test('the rest is not: steps of the classic builder, networks, what goes with a start', () => {
  const step = { name: 'laughing_moser', image: built }
  const others = [
    event('container', 'start', 'c1', step),
    event('container', 'die', 'c1', { ...step, exitCode: '0' }),
    event('container', 'create', 'c1', { name: 'web', image: 'nginx' }),
    event('network', 'connect', 'n1', { name: 'bridge' }),
    event('volume', 'create', 'v1'),
    event('image', 'untag', built),
  ]
  expect(others.map(toHappening)).toEqual(others.map(() => undefined))
})
