import { expect, test } from 'vitest'
import { attachment } from './content-disposition.ts'

test('a plain name stands as it is, in both forms', () => {
  expect(attachment('daemon.json')).toBe(`attachment; filename="daemon.json"; filename*=UTF-8''daemon.json`)
})

test('other letters are in the form for new clients, as UTF-8', () => {
  expect(attachment('Übung 1.txt')).toBe(
    `attachment; filename="_bung 1.txt"; filename*=UTF-8''%C3%9Cbung%201.txt`,
  )
})

test('neither quotes, line ends nor escapes get out', () => {
  const header = attachment('a"; filename=evil.sh\r\nSet-Cookie: x\\%41\'')
  expect(header).not.toMatch(/[\r\n\\]/)
  expect(header.match(/"/g)).toHaveLength(2)
  expect(header).toContain(`filename*=UTF-8''a%22%3B%20filename%3Devil.sh%0D%0ASet-Cookie%3A%20x%5C%2541%27`)
})
