import { expect, test } from 'vitest'
import { personNameSchema, seatNameSchema } from './person-name.ts'

test.each([
  'Linus',
  'Ada Lovelace',
  '李小龍',
  'Zoë',
  'محمد',
  'O’Brien (2)',
  'Nguyễn Thị Thu Hương',
  'राम प्रसाद',
  'สมชาย ใจดี',
  'ကြွှဲ့',
  'ירושלים',
  'Lin ❤️',
  '김민수',
  'x'.repeat(40),
])('%s is a name', (name) => {
  expect(personNameSchema.parse(` ${name} `)).toBe(name)
})

test.each([
  ['Ｌｉｎｕｓ', 'Linus'],
  ['Zoe\u0308', 'Zoë'],
  ['Ada\u00A0\u3000 Lovelace', 'Ada Lovelace'],
  ['ﬁona', 'fiona'],
])('%s becomes %s', (typed, name) => {
  expect(personNameSchema.parse(typed)).toBe(name)
})

test.each([
  ['nothing', '  '],
  ['a new line', 'Linus\nAdmin'],
  ['an escape', 'Linus\u001b[31m'],
  ['NUL', 'Linus\0'],
  ['text from right to left', 'Linus\u202Esuniw'],
  ['an isolate', '\u2066Linus'],
  ['nothing that is seen', 'Li\u200Bnus'],
  ['a letter that is not seen', 'Linus\u3164'],
  ['a joiner that is not seen', 'Li\u034Fnus'],
  ['a tag that is not seen', 'Linus\u{E0041}'],
  ['half a character', 'Linus\uD800'],
  ['a character of one’s own', 'Linus\uE000'],
  ['a separator of lines', 'Linus\u2028Admin'],
  ['a flood of marks', `L${'\u0335'.repeat(6)}inus`],
  ['pictures alone', '👍👍'],
  ['a blank that is none', '\u2800'],
  ['marks alone', '\u0301'],
  ['too much', 'x'.repeat(41)],
  ['too much once it is spelt out', '\uFDFA'.repeat(3)],
])('a name with %s is refused', (_what, name) => {
  const { error } = personNameSchema.safeParse(name)
  expect(error?.issues[0]?.message).toMatch(/^[A-Z].*\.$/)
})

test.each([
  ['a Cyrillic А', '\u0410da'],
  ['a Greek Α', 'Ada \u0391da'],
  ['a Greek ο in Cyrillic', 'Бо\u03BFк'],
  ['an Armenian օ', 'B\u0585b'],
  ['a Cherokee Ꭺ', '\u13AAda'],
  ['a Cyrillic О before an apostrophe', '\u041E’Brien'],
])('a participant’s name with %s in a word of other letters is refused', (_what, name) => {
  expect(personNameSchema.safeParse(name).success).toBe(true)
  const { error } = seatNameSchema.safeParse(name)
  expect(error?.issues[0]?.message).toContain('two alphabets')
})

test.each([
  'Анна',
  'Анна Smith',
  'Анна (Anna)',
  'Νίκος Παπαδόπουλος',
  'Łukasz Żółć',
  'Иван II',
  'Ян2',
  '김민수A',
  'たなかA 太郎カナ',
  'สมชายB',
  'محمدB',
  'Nguyễn Thị',
  // Nothing tells it from a name that is meant so.
  'Сара',
])('%s is a participant’s name', (name) => {
  expect(seatNameSchema.parse(name)).toBe(name)
})
