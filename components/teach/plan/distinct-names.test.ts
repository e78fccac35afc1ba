import { expect, it } from 'vitest'
import { workshopIdSchema } from '../../../server/protocol/workshop.ts'
import { distinctNames } from './distinct-names.ts'

const of = (letter: string, title: string, joinCode: string) => ({
  id: workshopIdSchema.parse(letter.repeat(16)),
  title,
  joinCode,
})

it('adds the join code to a title that is there twice, and to no other', () => {
  const names = distinctNames([
    of('a', 'Registries', '7K3M-Q9TX'),
    of('b', 'Networks', '0000-0000'),
    of('c', 'Registries', '1111-1111'),
  ])
  expect([...names.values()]).toEqual(['Registries (7K3M-Q9TX)', 'Networks', 'Registries (1111-1111)'])
})
