import { expect, test } from 'vitest'
import { untrustedLines } from './untrusted-lines.ts'

async function lines(chunks: string[], maxBytes = 8): Promise<string[]> {
  async function* source() {
    for (const chunk of chunks) yield Buffer.from(chunk)
  }
  const found: string[] = []
  for await (const line of untrustedLines(source(), maxBytes)) found.push(line)
  return found
}

test('lines are found wherever the chunks are cut', async () => {
  expect(await lines(['one\ntwo\n'])).toEqual(['one', 'two'])
  expect(await lines(['o', 'ne', '\n', 'two\n\nlast'])).toEqual(['one', 'two', '', 'last'])
})

test('a line may be as long as the limit, and no longer', async () => {
  expect(await lines(['12345678\n'])).toEqual(['12345678'])
  await expect(lines(['1234', '56789\n'])).rejects.toThrow('longer than 8 bytes')
  await expect(lines(['123456789'])).rejects.toThrow('longer than 8 bytes')
})
