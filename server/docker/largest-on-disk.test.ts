import { expect, test } from 'vitest'
import { largestPiece } from './largest-on-disk.ts'

const GiB = 1024 ** 3
const answer = {
  Images: [
    { Id: 'sha256:aa', RepoTags: ['python:3.12', 'mine'], Size: 1.04 * GiB },
    { Id: 'sha256:bb', RepoTags: null, Size: 0.2 * GiB },
  ],
  Containers: [{ Names: ['/web'], SizeRw: 0.1 * GiB }, { Names: ['/idle'] }],
  Volumes: [{ Name: 'data', UsageData: { Size: -1, RefCount: 0 } }],
  BuildCache: [{ Size: 0.2 * GiB }, { Size: 0.3 * GiB }],
}

test('names the largest image, container, volume or the build cache', () => {
  expect(largestPiece(answer, 1.8 * GiB)).toBe('image python:3.12 (1.0 GiB)')
  const containers = [{ Names: ['/web'], SizeRw: 3 * GiB }]
  expect(largestPiece({ ...answer, Containers: containers }, 5 * GiB)).toBe('container web (3.0 GiB)')
  expect(largestPiece({ BuildCache: answer.BuildCache }, 0.6 * GiB)).toBe('build cache (512 MiB)')
})

test('what Docker does not account for are files outside of it', () => {
  expect(largestPiece(answer, 5 * GiB)).toBe('files outside of Docker (3.2 GiB)')
})

test('nothing large, and nothing that makes sense, names nothing', () => {
  expect(largestPiece({}, 1000)).toBeNull()
  expect(largestPiece({ Images: 'many' }, GiB)).toBeNull()
})
