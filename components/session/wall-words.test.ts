import { expect, test } from 'vitest'
import { describeWall } from './wall-words.ts'

const GiB = 1024 ** 3
const full = { type: 'disk-full', at: 1, usedBytes: 4 * GiB, limitBytes: 4 * GiB } as const
const killed = { type: 'out-of-memory', at: 1, memoryLimitBytes: GiB } as const

test('a full disk says how full, of what, and what helps', () => {
  expect(describeWall({ ...full, largest: 'image python:3.12 (1.0 GiB)' }, 'node1')).toEqual({
    title: 'Disk full:',
    text: '4.0 GiB of 4.0 GiB. Largest: image python:3.12 (1.0 GiB).',
    command: 'docker system prune --all',
  })
  expect(describeWall({ ...full, largest: 'build cache (2.0 GiB)' }, 'node1').command).toBe(
    'docker builder prune',
  )
  expect(describeWall({ ...full, largest: null }, 'node1').text).toBe('4.0 GiB of 4.0 GiB.')
})

test('no command is offered for files that only their owner can judge', () => {
  expect(
    describeWall({ ...full, largest: 'files outside of Docker (3.0 GiB)' }, 'node1').command,
  ).toBeUndefined()
})

test('a kill names the process, the container and whose memory it was', () => {
  const words = (wall: object): string =>
    describeWall({ ...killed, process: 'python3', container: null, limit: 'instance', ...wall }, 'node1').text
  expect(words({})).toBe('the kernel ended the process python3: node1 had used all of its 1.0 GiB of memory.')
  expect(words({ container: 'web', limit: 'container' })).toBe(
    'the kernel ended the process python3 in the container web: the container had used all of the memory that it was given.',
  )
  expect(words({ process: null, memoryLimitBytes: 0 })).toBe(
    'the kernel ended a process: node1 had used all of its memory.',
  )
  expect(words({ limit: 'machine' })).toContain('no memory left for all of its instances')
})
