import { expect, test } from 'vitest'
import { isSameName } from './is-same-name.ts'

test.each([
  ['Linus', 'LINUS'],
  ['Zoë', 'ZOE\u0308'],
  ['Zoë', 'Zoe'],
  ['Linus', 'Ｌｉｎｕｓ'],
  ['Linus T', 'LinusT'],
  ['Linus', 'L\u0335inus'],
  ['Ada 2', 'Ada ②'],
  ['Groß', 'GROSS'],
  ['Linus', 'Lınus'],
  ['محمد', 'مُحَمَّد'],
])('%s and %s are one name', (one, other) => {
  expect(isSameName(one, other)).toBe(true)
})

test.each([
  ['Linus', 'Linux'],
  ['Ada', 'Ada 2'],
  ['राम', 'रमा'],
  ['李小龍', '李小龙'],
  ['たに', 'だに'],
  ['김민수', '김민서'],
])('%s and %s are two', (one, other) => {
  expect(isSameName(one, other)).toBe(false)
})
