import { expect, it } from 'vitest'
import { roomSchema, type SeatRow } from '../../../server/protocol/cockpit.ts'
import { cockpitNews } from './cockpit-news.ts'
import { applyMessage, INITIAL_COCKPIT, type CockpitState } from './cockpit-state.ts'
import { testSeat, testWatch } from './test-class.ts'

const room = roomSchema.parse({
  pace: null,
  poll: null,
  timer: null,
  eyesFront: null,
  sent: [],
  presentation: null,
})
const anna = testSeat('Anna', { joinedAt: 1 })
const ben = testSeat('Ben', { joinedAt: 2 })
const asked = testWatch()

/** Opens a cockpit with these, and collects what is announced from then on. */
function open(...seats: SeatRow[]) {
  let state: CockpitState = { ...INITIAL_COCKPIT, myName: 'Tess' }
  const said: string[] = []
  const set = (change: Partial<CockpitState>) => {
    const next = { ...state, ...change }
    const news = cockpitNews(state, next)
    if (news !== null) said.push(news)
    state = next
  }
  const told = (...changed: SeatRow[]) => set(applyMessage(state, { type: 'seats', changed, gone: [] }))
  told(...seats)
  set({ room })
  return { said, told, set }
}

it('says once who raises a hand, not who is lowered or was up before', () => {
  const { said, told } = open({ ...anna, hand: 1 }, ben)
  expect(said).toEqual([])
  told({ ...ben, hand: 2 })
  told({ ...ben, hand: 2, done: [0] })
  told({ ...ben, hand: null })
  expect(said).toEqual(['Ben has raised a hand.'])
  told({ ...ben, hand: 3 })
  expect(said).toHaveLength(2)
})

it('says what becomes of a look that the instructor has asked for', () => {
  const { said, told } = open(anna)
  told({ ...anna, watch: asked })
  told({ ...anna, watch: { ...asked, status: 'granted' } })
  told({ ...anna, watch: { ...asked, status: 'granted' }, done: [0] })
  told(anna)
  expect(said).toEqual([
    'You have asked to watch terminal 1 of node1. It waits for Anna to agree.',
    'Anna lets you watch terminal 1 of node1, and sees that you do.',
    'Anna has ended it.',
  ])
})

it('says that somebody has not agreed, and nothing of what another instructor does', () => {
  const { said, told } = open(anna, ben)
  told({ ...ben, watch: { ...asked, by: 'Ada' } })
  told(ben)
  told({ ...anna, watch: asked })
  told(anna)
  expect(said.at(-1)).toBe('Anna has not agreed.')
  expect(said).toHaveLength(2)
})

it('is silent when names are hidden, and then says no name', () => {
  const { said, told, set } = open(anna)
  told({ ...anna, watch: asked })
  set({ areNamesHidden: true })
  expect(said).toHaveLength(1)
  told({ ...anna, watch: asked, hand: 1 })
  expect(said.at(-1)).toBe('Participant 1 has raised a hand.')
})
